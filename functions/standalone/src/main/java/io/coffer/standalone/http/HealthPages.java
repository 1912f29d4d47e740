package io.coffer.standalone.http;

import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import org.jboss.logging.Logger;

/** Answers {@code /_health/live}, {@code /_health/ready} and {@code /_health}, which is both, in MicroProfile Health's form. */
@Singleton
final class HealthPages {

    private static final Logger LOG = Logger.getLogger(HealthPages.class);
    /** An underscore cannot start a bucket's name, so that no object's path is taken. */
    private static final String ROOT = "/_health";

    private final SmallRyeHealthReporter reporter;

    HealthPages(SmallRyeHealthReporter reporter) {
        this.reporter = reporter;
    }

    static boolean isOne(HttpServerRequest request) {
        String target = request.uri();
        return target.startsWith(ROOT) && (target.length() == ROOT.length() || "/?".indexOf(target.charAt(ROOT.length())) >= 0);
    }

    void answer(HttpServerRequest request, Context context) {
        String page = request.uri().replaceFirst("\\?.*", "");
        switch (page) {
            case ROOT, ROOT + "/" -> tell(reporter.getHealthAsync(), request, context);
            case ROOT + "/live" -> tell(reporter.getLivenessAsync(), request, context);
            case ROOT + "/ready" -> tell(reporter.getReadinessAsync(), request, context);
            default -> request.response().setStatusCode(404).end();
        }
    }

    private Buffer document(SmallRyeHealth health) {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        reporter.reportHealth(document, health);
        return Buffer.buffer(document.toByteArray());
    }

    private void tell(Uni<SmallRyeHealth> asked, HttpServerRequest request, Context context) {
        HttpServerResponse response = request.response();
        asked.subscribe().with(
                health -> context.runOnContext(go -> response
                        .setStatusCode(health.isDown() ? 503 : 200)
                        .putHeader("Content-Type", "application/json; charset=UTF-8")
                        .putHeader("Cache-Control", "no-store")
                        .end(document(health))),
                failure -> {
                    LOG.error("health is not known", failure);
                    context.runOnContext(go -> response.setStatusCode(503).end());
                });
    }
}
