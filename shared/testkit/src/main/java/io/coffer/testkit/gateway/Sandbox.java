package io.coffer.testkit.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One execution environment: a process of the function and the Runtime API it asks for work, one invocation at a time. Its state is the
 * pool's to guard.
 */
final class Sandbox implements RuntimeApi.Client {

    /** Has sandboxes, and is told of them; its monitor guards them all. */
    interface Keeper {

        FunctionLog log();

        void ready(Sandbox sandbox);

        void ended(Sandbox sandbox, String why);
    }

    private static final Duration TIME_TO_STOP = Duration.ofSeconds(5);

    private final Keeper keeper;
    private final SandboxSettings settings;
    private final Vertx vertx;
    private final RuntimeApi api;
    private final long createdAt = System.nanoTime();
    private @Nullable Process process;
    private @Nullable HttpServerResponse waiting;
    private @Nullable Invocation current;
    private long deliveredAt;
    private long timer;
    private @Nullable Duration initialization;
    private int invocations;
    private @Nullable String initFailure;
    private boolean stopped;

    Sandbox(Keeper keeper, SandboxSettings settings, Vertx vertx) {
        this.keeper = keeper;
        this.settings = settings;
        this.vertx = vertx;
        this.api = new RuntimeApi(vertx, this);
    }

    void start() {
        api.listen().compose(port -> vertx.executeBlocking(() -> {
            launch(port);
            return null;
        }, false)).onFailure(failure -> ended("the process does not start: " + failure.getMessage()));
    }

    private void launch(int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(settings.command())
                .directory(settings.root().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().clear();
        builder.environment().putAll(settings.environment(port));
        Process started;
        synchronized (keeper) {
            if (stopped) {
                return;
            }
            started = builder.start();
            process = started;
        }
        Thread reader = new Thread(() -> readOutput(started), "sandbox-" + settings.function().name());
        reader.setDaemon(true);
        reader.start();
        started.onExit().thenAccept(exited -> ended("the process ended with status " + exited.exitValue()));
    }

    private void readOutput(Process started) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(keeper.log()::add);
        } catch (IOException | UncheckedIOException e) {
            // Ending a process closes the stream under its reader.
            synchronized (keeper) {
                if (!stopped) {
                    keeper.log().add("(its output ends here: " + e.getMessage() + ")");
                }
            }
        }
    }

    /** The runtime asks for work; the answer waits until there is some. */
    @Override
    public boolean next(HttpServerResponse response) {
        synchronized (keeper) {
            if (current != null) {
                return false;
            }
            if (initialization == null) {
                initialization = Duration.ofNanos(System.nanoTime() - createdAt);
            }
            waiting = response;
            keeper.ready(this);
            return true;
        }
    }

    void deliver(Invocation invocation) {
        HttpServerResponse response = waiting;
        if (response == null) {
            throw new IllegalStateException("the runtime has not asked for work");
        }
        waiting = null;
        current = invocation;
        deliveredAt = System.nanoTime();
        Duration timeout = settings.function().timeout();
        response.putHeader("Lambda-Runtime-Aws-Request-Id", invocation.requestId())
                .putHeader("Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + timeout.toMillis()))
                .putHeader("Lambda-Runtime-Invoked-Function-Arn", settings.arn())
                .putHeader("Lambda-Runtime-Trace-Id", invocation.traceId())
                .putHeader("content-type", "application/json")
                .end(Buffer.buffer(invocation.event()));
        timer = vertx.setTimer(timeout.toMillis(), id -> timeOut(invocation));
    }

    @Override
    public boolean answered(String requestId, byte[] answer) {
        Optional<Invocation> done = finish(requestId);
        done.ifPresent(invocation -> invocation.answer().complete(answer));
        return done.isPresent();
    }

    @Override
    public boolean failed(String requestId, InvocationFailure.Kind kind, String message) {
        Optional<Invocation> done = finish(requestId);
        done.ifPresent(invocation -> {
            keeper.log().add("RequestId: " + requestId + " Error: " + message);
            invocation.answer().completeExceptionally(new InvocationFailure(kind, message));
        });
        return done.isPresent();
    }

    /** The invocation that is over; empty if it was before. */
    private Optional<Invocation> finish(String requestId) {
        synchronized (keeper) {
            Invocation done = current;
            if (done == null || !done.requestId().equals(requestId)) {
                return Optional.empty();
            }
            current = null;
            invocations++;
            vertx.cancelTimer(timer);
            Duration first = invocations == 1 ? initialization : null;
            keeper.log().add("REPORT RequestId: %s Duration: %.2f ms%s".formatted(requestId, (System.nanoTime() - deliveredAt) / 1e6,
                    first == null ? "" : " Init Duration: %.2f ms".formatted(first.toNanos() / 1e6)));
            return Optional.of(done);
        }
    }

    /** Lambda ends an environment whose function took too long. */
    private void timeOut(Invocation invocation) {
        boolean late = failed(invocation.requestId(), InvocationFailure.Kind.TIMED_OUT,
                "Task timed out after %.2f seconds".formatted(settings.function().timeout().toMillis() / 1000.0));
        Process running;
        synchronized (keeper) {
            running = process;
        }
        if (late && running != null) {
            running.destroyForcibly();
        }
    }

    /** The runtime could not load or prepare the handler; it is expected to end. */
    @Override
    public void initFailed(String message) {
        synchronized (keeper) {
            initFailure = message;
            keeper.log().add("INIT failed: " + message);
        }
    }

    private void ended(String why) {
        api.close();
        String message = initFailure == null ? why : initFailure;
        Invocation lost;
        synchronized (keeper) {
            if (!stopped) {
                keeper.log().add("(" + why + ")");
            }
            lost = current;
            current = null;
            vertx.cancelTimer(timer);
            keeper.ended(this, message);
        }
        if (lost != null) {
            keeper.log().add("RequestId: " + lost.requestId() + " Error: " + message);
            lost.answer().completeExceptionally(new InvocationFailure(InvocationFailure.Kind.UNHANDLED, message));
        }
    }

    /** Asks the process to end. */
    void terminate() {
        synchronized (keeper) {
            stopped = true;
            if (process == null) {
                api.close();
            } else {
                process.destroy();
            }
        }
    }

    /** Waits for the process to end, and ends it where it does not. */
    void awaitEnd() {
        Process running;
        synchronized (keeper) {
            running = process;
        }
        try {
            if (running != null && !running.waitFor(TIME_TO_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            if (running != null) {
                running.destroyForcibly();
            }
            Thread.currentThread().interrupt();
        }
    }

    SandboxReport report() {
        synchronized (keeper) {
            return new SandboxReport(process == null ? -1 : process.pid(), initialization, invocations);
        }
    }
}
