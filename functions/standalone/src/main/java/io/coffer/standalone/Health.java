package io.coffer.standalone;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while metadata and blobs both answer. */
@Readiness
@Singleton
final class Health implements HealthCheck {

    private final CofferInstance instance;

    Health(CofferInstance instance) {
        this.instance = instance;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("storage").up();
        instance.readiness().forEach((part, ready) -> {
            response.withData(part, ready ? "up" : "down");
            if (!ready) {
                response.down();
            }
        });
        return response.build();
    }
}
