package io.coffer.standalone.http;

import io.coffer.protocol.BulkInputStream;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A request's body as a stream for a worker: the event loop adds what arrives and stops reading the socket while the worker is behind.
 * Reading throws {@link S3Exception} IncompleteBody where the connection closes early and RequestTimeout where the {@link Patience} ends.
 * The first read asks a client that expects {@code 100 Continue} to go on.
 */
final class RequestBody extends BulkInputStream {

    private static final int PAUSE_ABOVE = 256 * 1024;
    private static final int RESUME_BELOW = 64 * 1024;

    private final HttpServerRequest request;
    private final Context context;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Buffer> arrived = new ArrayDeque<>();
    private final Patience patience = new Patience();
    private int waiting;
    private long taken;
    private boolean paused;
    private boolean ended;
    private boolean broken;
    private boolean discarding;
    private boolean expectsContinue;

    private Buffer current;
    private int position;

    /** Begins to receive; called on the event loop before the request's first bytes were handed out. */
    RequestBody(HttpServerRequest request, Context context, boolean expectsContinue) {
        this.request = request;
        this.context = context;
        this.expectsContinue = expectsContinue;
        request.handler(this::add);
        request.endHandler(end -> finish(false));
        request.exceptionHandler(cause -> finish(true));
    }

    private void add(Buffer bytes) {
        lock.lock();
        try {
            if (discarding) {
                return;
            }
            arrived.add(bytes);
            waiting += bytes.length();
            if (waiting > PAUSE_ABOVE && !paused) {
                paused = true;
                request.pause();
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void finish(boolean early) {
        lock.lock();
        try {
            ended = true;
            broken = early;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (current == null || position == current.length()) {
            current = next();
            position = 0;
        }
        if (current == null) {
            return -1;
        }
        int count = Math.min(length, current.length() - position);
        current.getBytes(position, position + count, target, offset);
        position += count;
        return count;
    }

    /** The next piece, waited for; null at the end. */
    private Buffer next() {
        lock.lock();
        try {
            if (expectsContinue) {
                expectsContinue = false;
                context.runOnContext(go -> request.response().writeContinue());
            }
            if (arrived.isEmpty() && !await()) {
                return null;
            }
            Buffer piece = arrived.remove();
            waiting -= piece.length();
            taken += piece.length();
            if (paused && waiting < RESUME_BELOW) {
                paused = false;
                context.runOnContext(go -> request.resume());
            }
            return piece;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new S3Exception(S3ErrorCode.SERVICE_UNAVAILABLE);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a piece; false at the end. */
    private boolean await() throws InterruptedException {
        long left = patience.left(taken);
        long began = System.nanoTime();
        try {
            while (arrived.isEmpty()) {
                if (broken) {
                    throw new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
                }
                if (ended) {
                    return false;
                }
                if (left <= 0) {
                    throw new S3Exception(S3ErrorCode.REQUEST_TIMEOUT);
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            patience.waited(System.nanoTime() - began);
        }
    }

    /** Whether the client still waits to be told to send. */
    boolean awaitsContinue() {
        lock.lock();
        try {
            return expectsContinue;
        } finally {
            lock.unlock();
        }
    }

    /** Throws away what has come and what still comes; called on the event loop. */
    void discard() {
        lock.lock();
        try {
            discarding = true;
            arrived.clear();
            waiting = 0;
            paused = false;
        } finally {
            lock.unlock();
        }
        request.resume();
    }
}
