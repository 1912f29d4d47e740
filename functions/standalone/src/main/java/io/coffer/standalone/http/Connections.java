package io.coffer.standalone.http;

import io.coffer.pipeline.Network;
import io.coffer.standalone.server.Portions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The open connections: how many there may be, of one network too, and how long one may take to say what it wants. A connection that is
 * turned away or gives no head in time is closed without an answer.
 */
@Singleton
final class Connections {

    /** Each takes a few kilobytes and a file descriptor; the engine and the blobs need some of those, too. */
    private static final int MOST = 16_384;
    /** From the beginning of a connection to the end of its first head. */
    private static final Duration FIRST_HEAD = Duration.ofSeconds(20);
    /** From an answer to the end of the next head: longer than clients keep a connection that they do not use. */
    private static final Duration NEXT_HEAD = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Duration firstHead;
    private final Duration nextHead;
    private final Map<HttpConnection, Open> open = new ConcurrentHashMap<>();
    private final Portions ofNetworks = new Portions(MOST);
    private final AtomicInteger requests = new AtomicInteger();
    private volatile @Nullable CompletableFuture<Void> idle;

    @Inject
    Connections(Vertx vertx) {
        this(vertx, FIRST_HEAD, NEXT_HEAD, LOOK);
    }

    Connections(Vertx vertx, Duration firstHead, Duration nextHead, Duration look) {
        this.firstHead = firstHead;
        this.nextHead = nextHead;
        vertx.setPeriodic(look.toMillis(), timer -> closeLate(System.nanoTime()));
    }

    /** One connection. */
    private final class Open {

        private final AtomicBoolean busy = new AtomicBoolean();
        private volatile Duration patience = firstHead;
        private volatile long waitingSince = System.nanoTime();

        void begin() {
            if (busy.compareAndSet(false, true)) {
                requests.incrementAndGet();
            }
        }

        void end() {
            patience = nextHead;
            waitingSince = System.nanoTime();
            if (busy.compareAndSet(true, false) && requests.decrementAndGet() == 0) {
                tellIdle();
            }
        }

        boolean isLate(long now) {
            return !busy.get() && now - waitingSince > patience.toNanos();
        }
    }

    /** Called when a connection is made. */
    void opened(HttpConnection connection) {
        String network = Network.of(connection.remoteAddress().hostAddress());
        if (open.size() >= MOST || !ofNetworks.take(network)) {
            connection.close();
            return;
        }
        Open opened = new Open();
        open.put(connection, opened);
        connection.closeHandler(closed -> {
            ofNetworks.leave(network);
            open.remove(connection);
            opened.end();
        });
    }

    /** Called when a head has arrived, before anything sets a handler of the response. */
    void began(HttpServerRequest request) {
        Open opened = open.get(request.connection());
        if (opened != null) {
            opened.begin();
            request.response().endHandler(ended -> opened.end());
        }
    }

    private void closeLate(long now) {
        open.forEach((connection, opened) -> {
            if (opened.isLate(now)) {
                connection.close();
            }
        });
    }

    /** Read after the count was changed, as {@link #whenIdle} reads the count after this was set. */
    private void tellIdle() {
        CompletableFuture<Void> waiting = idle;
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    /** Completes once no request is in flight. */
    CompletableFuture<Void> whenIdle() {
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        idle = waiting;
        if (requests.get() == 0) {
            waiting.complete(null);
        }
        return waiting;
    }
}
