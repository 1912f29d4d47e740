package io.coffer.certify;

import io.coffer.proofs.wire.Answer;
import java.util.concurrent.CompletableFuture;

/** How long a request may take. It is asked while the other questions are. */
final class TimeQuestion {

    /** Longer than the thirty seconds for which gateways wait. */
    private static final int SECONDS = 35;
    /** Above what Coffer itself takes for a client that has gone. */
    private static final int BYTES_A_SECOND = 32 << 10;

    private TimeQuestion() {}

    static CompletableFuture<Finding> ask(ProbedEndpoint at) {
        return CompletableFuture.supplyAsync(() -> {
            Answer answer = at.sendSlowly(at.object("PUT", "slow").body(new byte[SECONDS * BYTES_A_SECOND]));
            return Finding.of("a body that takes " + SECONDS + " seconds to send", ProbedEndpoint.words(answer), answer.status() == 200,
                    "what takes so long is broken off: clients on slow lines need smaller parts, or the streaming"
                            + " endpoint (StreamingImage)");
        });
    }
}
