package io.coffer.certify;

import io.coffer.proofs.wire.Answer;
import io.coffer.proofs.wire.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Whether a burst on one route is refused, by whom, and whether it uses up what another route may have. */
final class ThrottleQuestion {

    private static final int REQUESTS = 800;
    private static final int AT_ONCE = 64;

    private ThrottleQuestion() {}

    static void ask(ProbedEndpoint at, Consumer<Finding> tell) {
        List<Answer> answers = burst(at);
        Answer other = at.send(Call.of("GET", at.bucket()).with("list-type", 2).with("max-keys", 1));
        long gateway = answers.stream().filter(answer -> answer.status() == 429).count();
        long coffer = answers.stream().filter(answer -> answer.status() == 503).count();
        String seen = REQUESTS + " HEADs, " + AT_ONCE + " at once: " + gateway + " times 429, " + coffer + " times 503";
        tell.accept(Finding.of("a burst on one route", seen, gateway == 0,
                "the gateway throttles below what this client can send: version 2 of the AWS CLI and Go do not try a 429 again; raise"
                        + " ThrottleRate and ThrottleBurst, so that Coffer's own 503 SlowDown comes first"));
        if (gateway > 0) {
            tell.accept(Finding.of("another route at that moment", ProbedEndpoint.words(other), other.status() == 200,
                    "routes share one throttle, or the account's own is used up"));
        }
    }

    private static List<Answer> burst(ProbedEndpoint at) {
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Answer>> sent = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                sent.add(clients.submit(() -> at.send(at.object("HEAD", "five"))));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> one : sent) {
                answers.add(one.get());
            }
            return answers;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IllegalStateException(cause == null ? e.getMessage() : cause.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            clients.shutdownNow();
        }
    }
}
