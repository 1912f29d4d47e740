package io.coffer.emulator;

import io.coffer.testkit.gateway.GatewayEmulator;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** EventBridge's part: invokes the housekeeping function again and again, the next time only when the last is over. */
final class Housekeeping implements AutoCloseable {

    private static final String FUNCTION = "housekeeping";

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, FUNCTION);
        thread.setDaemon(true);
        return thread;
    });

    private Housekeeping() {}

    static Housekeeping every(Duration period, GatewayEmulator gateway, PrintWriter errors) {
        Housekeeping housekeeping = new Housekeeping();
        Runnable once = () -> {
            try {
                gateway.invoke(FUNCTION, event(Instant.now()).getBytes(StandardCharsets.UTF_8)).join();
            } catch (CompletionException e) {
                Throwable cause = e.getCause();
                errors.println("housekeeping failed: " + (cause == null ? e : cause).getMessage());
                errors.flush();
            }
        };
        housekeeping.timer.scheduleWithFixedDelay(once, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        return housekeeping;
    }

    /**
     * A scheduled event.
     *
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html">EventBridge User Guide,
     *     schedules</a>
     */
    private static String event(Instant time) {
        return """
                {"version": "0", "id": "%s", "detail-type": "Scheduled Event", "source": "aws.events", "account": "123456789012",
                 "time": "%s", "region": "us-east-1", "resources": ["arn:aws:events:us-east-1:123456789012:rule/housekeeping"],
                 "detail": {}}""".formatted(UUID.randomUUID(), time.truncatedTo(ChronoUnit.SECONDS));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
