package io.coffer.standalone;

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
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sends an answer. Documents go out from memory, a region of one file by sendfile, everything else is read by the calling worker piece by
 * piece, no more than a window ahead of the client. A body that fails midway closes the connection: never a clean end.
 */
final class ResponseWriter {

    private static final Logger LOG = Logger.getLogger(ResponseWriter.class);
    private static final int PIECE = 128 * 1024;
    /** How far ahead of its client a worker reads; less where many are at work, since each holds so much. */
    private static final int WINDOW = 4 * PIECE;
    private static final int WINDOW_OF_MANY = PIECE / 2;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Context context;
    private final RequestBody requestBody;
    private final int windowSize;
    private final Semaphore window;
    private final Patience patience = new Patience();
    private volatile boolean broken;

    /**
     * @param requestBody the body the worker read from, perhaps not to its end; null where it was received before the worker began
     * @param ofMany whether many requests are in flight
     */
    ResponseWriter(HttpServerRequest request, Context context, RequestBody requestBody, boolean ofMany) {
        this.windowSize = ofMany ? WINDOW_OF_MANY : WINDOW;
        this.window = new Semaphore(windowSize);
        this.request = request;
        this.response = request.response();
        this.context = context;
        this.requestBody = requestBody;
    }

    /** Sends it, blocking while a body is read here. */
    void write(S3Response answer) {
        if (request.method().name().equals("HEAD") || answer.body() instanceof None) {
            long length = length(answer.body());
            context.runOnContext(go -> {
                head(answer, length);
                end(Buffer.buffer());
            });
        } else if (answer.body() instanceof Bytes document) {
            context.runOnContext(go -> {
                head(answer, document.bytes().length);
                end(wrapped(document.bytes()));
            });
        } else if (answer.body() instanceof Slices slices) {
            send(answer, slices);
        }
    }

    private static long length(ResponseBody body) {
        if (body instanceof Slices slices) {
            return slices.length();
        }
        return body instanceof Bytes document ? document.bytes().length : -1;
    }

    private void send(S3Response answer, Slices slices) {
        Iterator<Slice> remaining = slices.slices();
        Slice first = remaining.hasNext() ? remaining.next() : null;
        if (first instanceof Slice.InFile file && !remaining.hasNext() && requestBody == null) {
            context.runOnContext(go -> {
                head(answer, slices.length());
                response.sendFile(file.file().toString(), file.offset(), file.length()).onFailure(this::abandon);
            });
            return;
        }
        context.runOnContext(go -> {
            response.exceptionHandler(cause -> fail());
            response.closeHandler(closed -> fail());
            head(answer, slices.length());
        });
        try {
            long sent = 0;
            for (Slice slice = first; slice != null; slice = remaining.hasNext() ? remaining.next() : null) {
                sent += copy(slice, sent);
            }
            context.runOnContext(go -> end(Buffer.buffer()));
        } catch (IOException | RuntimeException e) {
            abandon(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandon(e);
        }
    }

    /**
     * @param before the bytes of the slices before it
     * @return the slice's length
     */
    private long copy(Slice slice, long before) throws IOException, InterruptedException {
        try (InputStream bytes = open(slice)) {
            for (long left = slice.length(); left > 0; ) {
                int size = (int) Math.min(left, Math.min(PIECE, windowSize));
                if (!await(size, before + slice.length() - left) || broken) {
                    throw new IOException("the client went away or does not read");
                }
                byte[] piece = new byte[size];
                if (bytes.readNBytes(piece, 0, size) < size) {
                    throw new EOFException("the blob is shorter than its record says");
                }
                context.runOnContext(go -> write(piece));
                left -= size;
            }
        }
        return slice.length();
    }

    /** Waits until the client has read enough of what was sent; false where it does not. */
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

    private static InputStream open(Slice slice) throws IOException {
        if (slice instanceof Slice.InFile file) {
            InputStream bytes = Files.newInputStream(file.file());
            bytes.skipNBytes(file.offset());
            return bytes;
        }
        return ((Slice.InStream) slice).source().open();
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
     * Says how long an empty body is: Vert.x sends a head before the answer ends only where it knows. Where no body can follow none says.
     */
    private void frame() {
        if (request.method().name().equals("HEAD") || response.getStatusCode() == 204 || response.getStatusCode() == 304) {
            response.setChunked(true);
        } else if (!response.headers().contains("Content-Length")) {
            response.putHeader("Content-Length", "0");
        }
    }

    /** Clients go away all the time; bytes that are missing or damaged here are worth a line. */
    private void abandon(Throwable cause) {
        boolean ours = cause instanceof DamagedContentException || cause instanceof EOFException
                || cause instanceof FileNotFoundException || cause instanceof NoSuchFileException;
        LOG.logf(ours ? Logger.Level.WARN : Logger.Level.DEBUG, "%s %s: the answer broke off: %s",
                request.method(), request.path(), cause);
        request.connection().close();
    }
}
