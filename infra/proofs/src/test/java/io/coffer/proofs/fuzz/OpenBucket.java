package io.coffer.proofs.fuzz;

import io.coffer.metadata.memory.MemoryTables;
import io.coffer.proofs.wire.Answer;
import io.coffer.proofs.wire.Call;
import io.coffer.proofs.wire.Installation;
import io.coffer.proofs.wire.MemoryBlobs;
import io.coffer.protocol.S3Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A bucket of a new installation in which everybody may do everything. No request to it is answered with an error of the server.
 *
 * <p>Apart from the tests, since JUnit loads what their methods name before the fuzzer is there, and Java 17 then breaks the records among
 * it that have annotated components.
 */
final class OpenBucket {

    /** Held, since a logger that nobody holds is forgotten with its level. */
    private static final Logger LOG = Logger.getLogger("io.coffer");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final ExecutorService HELPERS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    });
    private static final String OPEN = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*",
             "Resource": ["arn:aws:s3:::open", "arn:aws:s3:::open/*"]}]}""";

    static {
        System.setProperty("org.jboss.logging.provider", "jdk");
        LOG.setLevel(Level.OFF);
    }

    private OpenBucket() {}

    private static Installation installation() {
        MemoryTables tables = new MemoryTables();
        Installation.openAccount(tables, CLOCK);
        Installation installation = Installation.over(tables, new MemoryBlobs(), HELPERS, CLOCK);
        require(installation.send(Call.of("PUT", "open")), 200);
        require(installation.send(Call.of("PUT", "open").with("policy", "").body(OPEN.getBytes(StandardCharsets.UTF_8))), 204);
        require(installation.send(Call.of("PUT", "open", "key").body("longer than sixteen bytes".getBytes(StandardCharsets.UTF_8))), 200);
        return installation;
    }

    private static void require(Answer answer, int status) {
        if (answer.status() != status) {
            throw new AssertionError(answer.toString());
        }
    }

    private static Answer send(S3Request request) {
        long began = System.nanoTime();
        Answer answer = installation().send(request);
        if (answer == Answer.LOST || answer.status() >= 500 && answer.status() != 501) {
            throw new AssertionError(request.method() + " " + request.rawPath() + "?" + request.rawQuery() + ": " + answer);
        }
        Refusals.requireSoon(began);
        return answer;
    }

    /** @return empty if it is no request */
    static Optional<Answer> send(String head, byte[] body) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes((head + "\n\n").getBytes(StandardCharsets.ISO_8859_1));
        text.writeBytes(body);
        return RequestText.read(text.toByteArray()).map(OpenBucket::send);
    }

    /** @param request as {@link RequestText} has it */
    static void send(byte[] request) {
        RequestText.read(request).ifPresent(OpenBucket::send);
    }
}
