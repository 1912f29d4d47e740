package io.coffer.standalone.http;

import io.coffer.standalone.server.CofferInstance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Ready while metadata and blobs both answer, and requests find a worker. Anybody may ask, so the stores are asked once in five seconds,
 * by one request at a time.
 */
@Readiness
@Singleton
final class Health implements HealthCheck {

    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final CofferInstance instance;
    private final Workers workers;
    private final Clock clock = Clock.systemUTC();
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Answer last;

    private record Answer(Instant at, HealthCheckResponse response) {}

    Health(CofferInstance instance, Workers workers) {
        this.instance = instance;
        this.workers = workers;
    }

    @Override
    public HealthCheckResponse call() {
        Answer known = last;
        if (known != null && known.at.plus(REMEMBERED).isAfter(clock.instant())) {
            return known.response;
        }
        // While one request asks the stores, the others are told what was known.
        if (known != null && !asking.tryLock()) {
            return known.response;
        }
        if (known == null) {
            asking.lock();
        }
        try {
            Answer answer = new Answer(clock.instant(), ask());
            last = answer;
            return answer.response;
        } finally {
            asking.unlock();
        }
    }

    private HealthCheckResponse ask() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("storage").up();
        instance.readiness().forEach((part, ready) -> tell(response, part, ready));
        tell(response, "workers", !workers.areExhausted());
        // What is stored can be read and deleted: that is no reason to send clients elsewhere.
        response.withData("space", instance.hasSpace() ? "enough" : "short");
        instance.lastScrub().ifPresent(last -> response.withData("scrub", last.findings() > 0 ? "damage" : "clean"));
        return response.build();
    }

    private static void tell(HealthCheckResponseBuilder response, String part, boolean ready) {
        response.withData(part, ready ? "up" : "down");
        if (!ready) {
            response.down();
        }
    }
}
