package io.coffer.standalone.http;

import io.coffer.protocol.BulkInputStream;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as a stream for a worker: the event loop adds what arrives and stops reading the socket while the worker is behind.
 * Reading throws {@link S3Exception} IncompleteBody if the connection closes early and RequestTimeout if the {@link Patience} ends.
 * The first read asks a client that expects {@code 100 Continue} to go on.
 */
final class RequestBody extends BulkInputStream {

    private static final int PAUSE_FROM = 256 * 1024;
    private static final int RESUME_AT = 128 * 1024;
    /** A worker that waits for much is not woken for less. */
    private static final int WORTH_WAKING = 128 * 1024;

    private final HttpServerRequest request;
    private final ConnectionBase connection;
    private final Context context;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Buffer> arrived = new ArrayDeque<>();
    private final Patience patience = new Patience();
    private int waiting;
    private int wanted;
    private long taken;
    private boolean paused;
    private boolean resuming;
    private boolean ended;
    private boolean broken;
    private boolean discarding;
    private boolean expectsContinue;

    private @Nullable Buffer current;
    private int position;

    /** Begins to receive; called on the event loop before the request's first bytes were handed out. */
    RequestBody(HttpServerRequest request, Context context, boolean expectsContinue) {
        this.request = request;
        this.connection = (ConnectionBase) request.connection();
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
            if (waiting >= PAUSE_FROM && !paused) {
                paused = true;
                connection.doPause();
            }
            if (waiting >= wanted) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void finish(boolean early) {
        lock.lock();
        try {
            ended = true;
            broken = early;
            resume();
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
        Buffer piece = current;
        if (piece == null || position == piece.length()) {
            piece = next(length);
            current = piece;
            position = 0;
        }
        if (piece == null) {
            return -1;
        }
        int count = Math.min(length, piece.length() - position);
        piece.getBytes(position, position + count, target, offset);
        position += count;
        return count;
    }

    /** The next piece, waited for; null at the end. */
    private @Nullable Buffer next(int length) {
        lock.lock();
        try {
            if (expectsContinue) {
                expectsContinue = false;
                context.runOnContext(go -> request.response().writeContinue());
            }
            if (arrived.isEmpty() && !await(Math.min(length, WORTH_WAKING))) {
                return null;
            }
            Buffer piece = arrived.remove();
            waiting -= piece.length();
            taken += piece.length();
            if (paused && !resuming && waiting <= RESUME_AT) {
                resuming = true;
                context.runOnContext(go -> resume());
            }
            return piece;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new S3Exception(S3ErrorCode.SERVICE_UNAVAILABLE);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reads the socket again if this body has stopped it; called on the event loop. It is the connection that stops, not Vert.x's request,
     * which goes on receiving until eight pieces wait in it.
     */
    private void resume() {
        lock.lock();
        try {
            resuming = false;
            if (paused) {
                paused = false;
                connection.doResume();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for so many bytes, or, if the client is out of patience before, for what there is by then; false at the end. */
    private boolean await(int bytes) throws InterruptedException {
        long left = patience.left(taken);
        long began = System.nanoTime();
        wanted = bytes;
        try {
            while (waiting < bytes && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (broken) {
                throw new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
            }
            if (arrived.isEmpty() && !ended) {
                throw new S3Exception(S3ErrorCode.REQUEST_TIMEOUT);
            }
            return !arrived.isEmpty();
        } finally {
            wanted = 0;
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
            resume();
        } finally {
            lock.unlock();
        }
    }
}
