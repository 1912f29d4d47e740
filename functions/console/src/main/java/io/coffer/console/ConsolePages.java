package io.coffer.console;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.function.Function;

/** The routes of an origin that has the console's pages, and nothing else. */
public final class ConsolePages {

    /** Where the build puts the pages, on the class path. */
    private static final String DIRECTORY = "META-INF/console";
    /** Where it puts what has a hash of its content in its name, and so never changes. */
    private static final String ASSETS = "/assets/";

    private final Function<RoutingContext, ConsoleSettings> settings;

    /** @param settings what whoever sends the request is told */
    public ConsolePages(Function<RoutingContext, ConsoleSettings> settings) {
        this.settings = settings;
    }

    public void addTo(Router router) {
        router.route().handler(this::guard);
        router.get("/settings.json").handler(call ->
                call.response().putHeader("Content-Type", "application/json").end(settings.apply(call).json()));
        router.route().method(HttpMethod.GET).method(HttpMethod.HEAD)
                .handler(StaticHandler.create(DIRECTORY).setCachingEnabled(false).setIncludeHidden(false));
    }

    private void guard(RoutingContext call) {
        HttpServerResponse response = call.response();
        response.putHeader("Content-Security-Policy", settings.apply(call).contentSecurityPolicy());
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("Referrer-Policy", "no-referrer");
        response.putHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.putHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        call.addHeadersEndHandler(sent -> response.putHeader("Cache-Control", cacheControl(call.request().path(), response)));
        call.next();
    }

    private static String cacheControl(String path, HttpServerResponse response) {
        boolean kept = path != null && path.startsWith(ASSETS) && response.getStatusCode() < 400;
        return kept ? "public, max-age=31536000, immutable" : "no-cache";
    }
}
