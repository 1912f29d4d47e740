package io.coffer.proofs.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.coffer.metadata.memory.MemoryTables;
import io.coffer.proofs.wire.Answer;
import io.coffer.proofs.wire.Call;
import io.coffer.proofs.wire.Installation;
import io.coffer.proofs.wire.MemoryBlobs;
import io.coffer.protocol.S3Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whole requests of any bytes, sent to an installation with a bucket in which everybody may do everything: none is answered with an error
 * of the server. In a usual run, what is kept beside the tests is sent again. {@code JAZZER_FUZZ=1} looks for more, for one method at a time.
 */
class RequestsFuzzTest {

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

    private static Installation installation() {
        MemoryTables tables = new MemoryTables();
        Installation.openAccount(tables, CLOCK);
        Installation installation = Installation.over(tables, new MemoryBlobs(), HELPERS, CLOCK);
        require(installation.send(Call.of("PUT", "open", null)), 200);
        require(installation.send(Call.of("PUT", "open", null).with("policy", "").body(OPEN.getBytes(StandardCharsets.UTF_8))), 204);
        require(installation.send(Call.of("PUT", "open", "key").body("longer than sixteen bytes".getBytes(StandardCharsets.UTF_8))), 200);
        return installation;
    }

    private static void require(Answer answer, int status) {
        if (answer.status() != status) {
            throw new AssertionError(answer.toString());
        }
    }

    private static void send(S3Request request) {
        long began = System.nanoTime();
        Answer answer = installation().send(request);
        if (answer == Answer.LOST || answer.status() >= 500 && answer.status() != 501) {
            throw new AssertionError(request.method() + " " + request.rawPath() + "?" + request.rawQuery() + ": " + answer);
        }
        Refusals.requireSoon(began);
    }

    private static void send(String head, byte[] body) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes((head + "\n\n").getBytes(StandardCharsets.ISO_8859_1));
        text.writeBytes(body);
        RequestText.read(text.toByteArray()).ifPresent(RequestsFuzzTest::send);
    }

    @FuzzTest(maxDuration = "3m")
    void request(byte[] text) {
        RequestText.read(text).ifPresent(RequestsFuzzTest::send);
    }

    /** Lines: the query, the Authorization header, its date, the hash of the content. */
    @FuzzTest(maxDuration = "3m")
    void signature(byte[] text) {
        String[] lines = new String(text, StandardCharsets.ISO_8859_1).split("\n", -1);
        if (lines.length >= 4) {
            send("GET /open/key?" + lines[0] + "\nauthorization:" + lines[1] + "\nx-amz-date:" + lines[2]
                    + "\nx-amz-content-sha256:" + lines[3], new byte[0]);
        }
    }

    @FuzzTest(maxDuration = "3m")
    void chunks(byte[] body) {
        String head = "PUT /open/new\ncontent-encoding: aws-chunked\nx-amz-decoded-content-length: 20\nx-amz-trailer: x-amz-checksum-crc32"
                + "\nx-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER";
        send(head, body);
    }

    @FuzzTest(maxDuration = "3m")
    void form(byte[] body) {
        send("POST /open\ncontent-type: multipart/form-data; boundary=b", body);
    }

    @FuzzTest(maxDuration = "3m")
    void formPolicy(byte[] policy) throws GeneralSecurityException {
        String encoded = Base64.getEncoder().encodeToString(policy);
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(Installation.SECRET_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        String signature = Base64.getEncoder().encodeToString(mac.doFinal(encoded.getBytes(StandardCharsets.UTF_8)));
        String form = field("key", "new") + field("AWSAccessKeyId", Installation.ACCESS_KEY) + field("policy", encoded)
                + field("signature", signature) + field("file", "bytes") + "--b--\r\n";
        send("POST /open\ncontent-type: multipart/form-data; boundary=b", form.getBytes(StandardCharsets.UTF_8));
    }

    private static String field(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }
}
