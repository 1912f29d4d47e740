package io.coffer.testkit.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Addresses that are taken before anything answers there. */
class ListenerTest {

    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() throws Exception {
        await(VERTX.close());
    }

    @Test
    void aRequestThatComesEarlyWaitsForItsAnswer() throws Exception {
        Listener listener = await(Listener.on(VERTX, "127.0.0.1", 0));
        CompletableFuture<HttpResponse<String>> response = HttpClient.newHttpClient().sendAsync(
                HttpRequest.newBuilder(listener.origin()).POST(HttpRequest.BodyPublishers.ofString("body")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertFalse(response.isDone());
        listener.answer(request -> request.body().onSuccess(body -> request.response().end(body)));
        assertEquals("body", response.get().body());
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        int taken = await(Listener.on(VERTX, "127.0.0.1", 0)).origin().getPort();
        // Listeners of one Vertx share ports.
        Vertx other = Vertx.vertx();
        try {
            Future<Listener> second = Listener.on(other, "127.0.0.1", taken);
            Throwable cause = assertThrows(ExecutionException.class, () -> await(second)).getCause();
            assertTrue(cause instanceof IOException, cause::toString);
            assertTrue(cause.getMessage().startsWith("cannot listen on port " + taken + ": "), cause::toString);
        } finally {
            await(other.close());
        }
    }

    private static <T> T await(Future<T> future) throws InterruptedException, ExecutionException {
        return future.toCompletionStage().toCompletableFuture().get();
    }
}
