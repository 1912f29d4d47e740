package io.coffer.console;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What the pages need beside themselves: the way to the first, and headers that keep out everything of others. */
@Singleton
final class ConsoleFunction {

    private static final String ROOT = "/_console";

    /** The pages load nothing from elsewhere and run no script but their own. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** After S3's endpoint, where there is one: what belongs to it goes no further. */
    private static final int PRIORITY = 1_000;

    /** The gateway has no route for {@code /_console/}, which names nothing behind its slash. */
    void lead(@Observes Router router) {
        router.get(ROOT).handler(call -> {
            if (call.request().path().equals(ROOT)) {
                call.redirect(ROOT + "/index.html");
            } else {
                call.next();
            }
        });
    }

    /** A filter and not Quarkus' own setting of headers: that would refuse every path of S3 with a broken escape before S3 could. */
    void guard(@Observes Filters filters) {
        filters.register(ConsoleFunction::guard, PRIORITY);
    }

    private static void guard(RoutingContext call) {
        if (call.request().uri().startsWith(ROOT)) {
            HttpServerResponse response = call.response();
            response.putHeader("Content-Security-Policy", POLICY);
            response.putHeader("X-Content-Type-Options", "nosniff");
            response.putHeader("Referrer-Policy", "no-referrer");
        }
        call.next();
    }
}
