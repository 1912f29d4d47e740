package io.coffer.console;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Leads from {@code /_console} to the first page; the gateway has no route for {@code /_console/}, which names nothing behind its slash. */
@Singleton
final class ConsoleFunction {

    void lead(@Observes Router router) {
        router.get("/_console").handler(call -> {
            if (call.request().path().equals("/_console")) {
                call.redirect("/_console/index.html");
            } else {
                call.next();
            }
        });
    }
}
