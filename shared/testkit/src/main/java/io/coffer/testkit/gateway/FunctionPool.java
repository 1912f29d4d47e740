package io.coffer.testkit.gateway;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The sandboxes of one function. An invocation goes to the sandbox that was idle last, starts another if none is, and beyond the limit
 * waits for one: Lambda would turn it away, but has a thousand where a small machine has few.
 */
final class FunctionPool implements FunctionInvoker, Sandbox.Keeper, AutoCloseable {

    private final SandboxSettings settings;
    private final int limit;
    private final Vertx vertx;
    private final FunctionLog log;
    private final List<Sandbox> sandboxes = new ArrayList<>();
    private final Deque<Sandbox> idle = new ArrayDeque<>();
    private final Deque<Invocation> queue = new ArrayDeque<>();
    private final Set<Sandbox> starting = new HashSet<>();
    private boolean closed;

    FunctionPool(SandboxSettings settings, int limit, Vertx vertx, FunctionLog log) {
        this.settings = settings;
        this.limit = limit;
        this.vertx = vertx;
        this.log = log;
    }

    @Override
    public CompletableFuture<byte[]> invoke(byte[] event, String traceId) {
        Invocation invocation = new Invocation(event, traceId);
        if (event.length > Invocation.PAYLOAD_LIMIT) {
            fail(invocation, InvocationFailure.Kind.EVENT_TOO_LARGE, event.length + " byte payload is too large for the RequestResponse"
                    + " invocation type (limit " + Invocation.PAYLOAD_LIMIT + " bytes)");
            return invocation.answer();
        }
        synchronized (this) {
            if (closed) {
                fail(invocation, InvocationFailure.Kind.CLOSED, "the emulator is closed");
            } else {
                queue.add(invocation);
                dispatch();
            }
        }
        return invocation.answer();
    }

    private void dispatch() {
        while (!queue.isEmpty() && !idle.isEmpty()) {
            idle.pop().deliver(queue.poll());
        }
        while (queue.size() > starting.size() && sandboxes.size() < limit) {
            Sandbox sandbox = new Sandbox(this, settings, vertx);
            sandboxes.add(sandbox);
            starting.add(sandbox);
            sandbox.start();
        }
    }

    @Override
    public synchronized void ready(Sandbox sandbox) {
        starting.remove(sandbox);
        idle.push(sandbox);
        if (!closed) {
            dispatch();
        }
    }

    /** One that never came to ask for work takes an invocation with it: started again for ever, it would keep them all waiting. */
    @Override
    public synchronized void ended(Sandbox sandbox, String why) {
        if (!sandboxes.remove(sandbox)) {
            return;
        }
        idle.remove(sandbox);
        if (starting.remove(sandbox) && !queue.isEmpty()) {
            fail(queue.poll(), InvocationFailure.Kind.UNHANDLED, why);
        }
        if (!closed) {
            dispatch();
        }
    }

    private static void fail(Invocation invocation, InvocationFailure.Kind kind, String message) {
        invocation.answer().completeExceptionally(new InvocationFailure(kind, message));
    }

    @Override
    public FunctionLog log() {
        return log;
    }

    List<SandboxReport> reports() {
        List<Sandbox> now;
        synchronized (this) {
            now = List.copyOf(sandboxes);
        }
        return now.stream().map(Sandbox::report).toList();
    }

    /** Ends all sandboxes; the next invocation starts cold. */
    void recycle() {
        List<Sandbox> ending = terminate();
        ending.forEach(Sandbox::awaitEnd);
        // The news of their ends may come a little later.
        ending.forEach(sandbox -> ended(sandbox, "recycled"));
    }

    /** Takes no more invocations and asks the sandboxes to end; {@link #close} waits for them. */
    void shutDown() {
        synchronized (this) {
            closed = true;
            queue.forEach(invocation -> fail(invocation, InvocationFailure.Kind.CLOSED, "the emulator is closed"));
            queue.clear();
        }
        terminate();
    }

    private synchronized List<Sandbox> terminate() {
        List<Sandbox> now = List.copyOf(sandboxes);
        idle.clear();
        starting.clear();
        now.forEach(Sandbox::terminate);
        return now;
    }

    @Override
    public void close() {
        shutDown();
        recycle();
    }
}
