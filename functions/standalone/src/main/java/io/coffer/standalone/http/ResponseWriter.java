package io.coffer.standalone.http;

import io.coffer.blobs.DamagedBlobException;
import io.coffer.content.DamagedContentException;
import io.coffer.protocol.ResponseBody;
import io.coffer.protocol.ResponseBody.Bytes;
import io.coffer.protocol.ResponseBody.None;
import io.coffer.protocol.ResponseBody.Slice;
import io.coffer.protocol.ResponseBody.Slices;
import io.coffer.protocol.S3Response;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.impl.ContextInternal;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends an answer. Documents go out from memory, a region of one file by sendfile, everything else is read by the calling worker piece by
 * piece, no more than a window ahead of the client. A body that fails midway closes the connection: never a clean end.
 */
final class ResponseWriter {

    private static final Logger LOG = Logger.getLogger(ResponseWriter.class);
    private static final int PIECE = 128 * 1024;
    /** How far ahead of its client a worker reads; less if many are at work, since each holds so much. */
    private static final int WINDOW = 4 * PIECE;
    private static final int WINDOW_OF_MANY = PIECE / 2;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final ContextInternal context;
    private final @Nullable RequestBody requestBody;
    private final int windowSize;
    private final Semaphore window;
    private final Patience patience = new Patience();
    private volatile boolean broken;

    /**
     * @param requestBody the body the worker read from, perhaps not to its end; null if it was received before the worker began
     * @param ofMany whether many requests are in flight
     */
    ResponseWriter(HttpServerRequest request, Context context, @Nullable RequestBody requestBody, boolean ofMany) {
        this.windowSize = ofMany ? WINDOW_OF_MANY : WINDOW;
        this.window = new Semaphore(windowSize);
        this.request = request;
        this.response = request.response();
        this.context = (ContextInternal) context;
        this.requestBody = requestBody;
    }

    /**
     * Sends it, blocking while a body is read here.
     *
     * @throws UnreadableBody if the body's first bytes cannot be read; then nothing was sent
     */
    void write(S3Response answer) {
        if (request.method().name().equals("HEAD") || answer.body() instanceof None) {
            long length = length(answer.body());
            onEventLoop(() -> {
                head(answer, length);
                end(Buffer.buffer());
            });
        } else if (answer.body() instanceof Bytes document) {
            onEventLoop(() -> {
                head(answer, document.bytes().length);
                end(wrapped(document.bytes()));
            });
        } else if (answer.body() instanceof Slices slices) {
            send(answer, slices);
        }
    }

    /** Whether {@link #write} reads what it sends, and so may wait for a disk and for the client. */
    boolean reads(S3Response answer) {
        return answer.body() instanceof Slices && !request.method().name().equals("HEAD");
    }

    private static long length(ResponseBody body) {
        if (body instanceof Slices slices) {
            return slices.length();
        }
        return body instanceof Bytes document ? document.bytes().length : -1;
    }

    private void send(S3Response answer, Slices slices) {
        Iterator<Slice> remaining = slices.slices();
        Slice first = remaining.hasNext() ? next(remaining) : null;
        if (first instanceof Slice.InFile file && !remaining.hasNext() && requestBody == null) {
            onEventLoop(() -> {
                head(answer, slices.length());
                response.sendFile(file.file().toString(), file.offset(), file.length())
                        .onSuccess(sent -> requireWhole(file))
                        .onFailure(cause -> abandon(answer, cause));
            });
            return;
        }
        try (Pieces pieces = new Pieces(first, remaining, Math.min(PIECE, windowSize))) {
            send(answer, slices.length(), pieces);
        } catch (UnreadableBody e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            abandon(answer, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandon(answer, e);
        }
    }

    private void onEventLoop(Runnable task) {
        if (context.inThread()) {
            task.run();
        } else {
            context.runOnContext(go -> task.run());
        }
    }

    private static Slice next(Iterator<Slice> slices) {
        try {
            return slices.next();
        } catch (RuntimeException e) {
            throw new UnreadableBody(e);
        }
    }

    /** The first piece is read before the head is sent, so that a body which cannot be read at all is answered with an error. */
    private void send(S3Response answer, long length, Pieces pieces) throws IOException, InterruptedException {
        window.acquire(pieces.size());
        byte[] piece = firstOf(pieces);
        onEventLoop(() -> {
            response.exceptionHandler(cause -> fail());
            response.closeHandler(closed -> fail());
            head(answer, length);
        });
        for (long sent = 0; piece != null; piece = pieces.next()) {
            byte[] read = piece;
            window.release(pieces.size() - read.length);
            onEventLoop(() -> write(read));
            sent += read.length;
            if (pieces.areMore() && (!await(pieces.size(), sent) || broken)) {
                throw new IOException("the client went away or does not read");
            }
        }
        onEventLoop(() -> end(Buffer.buffer()));
    }

    private static byte @Nullable [] firstOf(Pieces pieces) {
        try {
            return pieces.next();
        } catch (IOException | RuntimeException e) {
            throw new UnreadableBody(e);
        }
    }

    /** Sendfile ends well, too, if a file is shorter than it was when it was looked at. */
    private void requireWhole(Slice.InFile file) {
        if (response.bytesWritten() < file.length()) {
            LOG.errorf("%s %s: %s became shorter while it was sent", request.method(), request.path(), file.file());
            request.connection().close();
        }
    }

    /** Not even the beginning of a body can be read. Nothing was sent, so the request can still be answered with an error. */
    static final class UnreadableBody extends RuntimeException {

        private static final long serialVersionUID = 1;

        private UnreadableBody(Exception cause) {
            super(cause);
        }
    }

    /** Waits until the client has read enough of what was sent; false if it does not. */
    private boolean await(int size, long sent) throws InterruptedException {
        if (window.tryAcquire(size)) {
            return true;
        }
        long began = System.nanoTime();
        try {
            return window.tryAcquire(size, patience.left(sent), TimeUnit.NANOSECONDS);
        } finally {
            patience.waited(System.nanoTime() - began);
        }
    }

    private void write(byte[] piece) {
        response.write(wrapped(piece)).onComplete(written -> {
            window.release(piece.length);
            broken |= written.failed();
        });
    }

    /** Without a copy, for which Vert.x 4 has no other way than this one, which Vert.x 5 hides. */
    @SuppressWarnings("deprecation")
    private static Buffer wrapped(byte[] bytes) {
        return Buffer.buffer(Unpooled.wrappedBuffer(bytes));
    }

    private void fail() {
        broken = true;
        window.release(windowSize);
    }

    private void head(S3Response answer, long length) {
        response.setStatusCode(answer.status());
        try {
            answer.headers().forEach((name, value) -> response.headers().add(name, value));
        } catch (IllegalArgumentException e) {
            // A value that HTTP cannot carry: the client learns at least that there will be no answer.
            LOG.errorf(e, "%s %s cannot be answered", request.method(), request.path());
            request.connection().close();
            throw e;
        }
        if (length >= 0) {
            response.putHeader("Content-Length", String.valueOf(length));
        }
        if (requestBody != null && !request.isEnded()) {
            UnreadBody.announce(request, requestBody);
        }
        if (request.headers().contains("Transfer-Encoding")) {
            // RFC 9112, 6.1: it ends where there was a Content-Length as well, which Netty takes away before anybody sees it.
            response.putHeader("Connection", "close");
        }
    }

    /** Sends the last bytes, and finishes once the request has been received or given up too. */
    private void end(Buffer last) {
        if (requestBody == null || request.isEnded()) {
            response.end(last).onComplete(sent -> {
                if ("close".equals(response.headers().get("Connection"))) {
                    request.connection().close();
                }
            });
        } else {
            frame();
            response.write(last);
            UnreadBody.drain(request, requestBody, context);
        }
    }

    /**
     * Says how long an empty body is: Vert.x sends a head before the answer ends only if it knows. Where no body can follow none says.
     */
    private void frame() {
        if (request.method().name().equals("HEAD") || response.getStatusCode() == 204 || response.getStatusCode() == 304) {
            response.setChunked(true);
        } else if (!response.headers().contains("Content-Length")) {
            response.putHeader("Content-Length", "0");
        }
    }

    /** Clients go away all the time; bytes that are missing or damaged here are worth a line. */
    private void abandon(S3Response answer, Throwable cause) {
        Throwable failure = cause instanceof UncheckedIOException wrapped ? wrapped.getCause() : cause;
        boolean ours = failure instanceof DamagedContentException || failure instanceof DamagedBlobException
                || failure instanceof EOFException || failure instanceof FileNotFoundException || failure instanceof NoSuchFileException;
        LOG.logf(ours ? Logger.Level.ERROR : Logger.Level.DEBUG, "%s %s, version %s: the answer broke off: %s",
                request.method(), request.path(), answer.headers().get("x-amz-version-id"), failure);
        request.connection().close();
    }
}
