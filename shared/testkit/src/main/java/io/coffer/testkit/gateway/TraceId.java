package io.coffer.testkit.gateway;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** X-Ray's {@code Root=1-SECONDS-RANDOM}. */
final class TraceId {

    private TraceId() {}

    static String at(Instant time) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "Root=1-%08x-%08x%016x".formatted(time.getEpochSecond(), random.nextInt(), random.nextLong());
    }
}
