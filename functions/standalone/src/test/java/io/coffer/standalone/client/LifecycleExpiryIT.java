package io.coffer.standalone.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.coffer.endpoints.Multipart;
import io.coffer.endpoints.ServerKind;
import io.coffer.endpoints.TestServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;

/** Rules that a running server carries out, on days of a second. */
final class LifecycleExpiryIT {

    private static final Map<String, String> SHORT_DAYS =
            Map.of("COFFER_LIFECYCLE_DAY", "PT1S", "COFFER_LIFECYCLE_INTERVAL", "PT0.2S");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Leaves the processor to the server. */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);

    @ParameterizedTest
    @MethodSource("io.coffer.endpoints.TestServers#here")
    void objectsVersionsMarkersAndUploadsGoWhenTheyAreDue(ServerKind kind) throws IOException {
        try (TestServer server = PackagedServers.start(kind, SHORT_DAYS); S3Client s3 = server.client(b -> b.forcePathStyle(true))) {
            List<Runnable> due = List.of(objects(server, s3), versions(server, s3), uploads(server, s3));
            due.forEach(Runnable::run);
            assertEquals(List.of(), server.denied());
        }
    }

    /** @return waits until what is due is gone, while the other buckets have their turn */
    private static Runnable objects(TestServer server, S3Client s3) {
        s3.createBucket(r -> r.bucket("objects"));
        for (String key : List.of("day1/a", "day1/b", "day1/c", "keep/a", "later/a", "past/a", "tagged/b")) {
            put(s3, "objects", key);
        }
        s3.putObject(r -> r.bucket("objects").key("tagged/a").tagging("expire=yes"), RequestBody.fromString("text"));
        configure(s3, "objects",
                rule(r -> r.filter(f -> f.prefix("day1/")).expiration(e -> e.days(1))),
                rule(r -> r.filter(f -> f.prefix("later/")).expiration(e -> e.days(1_000_000))),
                rule(r -> r.filter(f -> f.prefix("past/")).expiration(e -> e.date(Instant.parse("2015-01-01T00:00:00Z")))),
                rule(r -> r.expiration(e -> e.days(1))
                        .filter(f -> f.and(a -> a.prefix("tagged/").tags(Tag.builder().key("expire").value("yes").build())))));

        return () -> await(server, List.of("keep/a", "later/a", "tagged/b"),
                () -> s3.listObjectsV2(r -> r.bucket("objects")).contents().stream().map(S3Object::key).toList());
    }

    private static Runnable versions(TestServer server, S3Client s3) {
        s3.createBucket(r -> r.bucket("versions"));
        s3.putBucketVersioning(r -> r.bucket("versions").versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        for (String key : List.of("expire", "noncurrent/a", "noncurrent/a", "noncurrent/a", "marker/a")) {
            put(s3, "versions", key);
        }
        s3.deleteObject(r -> r.bucket("versions").key("marker/a"));
        configure(s3, "versions",
                rule(r -> r.filter(f -> f.prefix("expire")).expiration(e -> e.days(1))),
                rule(r -> r.filter(f -> f.prefix("noncurrent/"))
                        .noncurrentVersionExpiration(n -> n.noncurrentDays(1).newerNoncurrentVersions(1))),
                rule(r -> r.filter(f -> f.prefix("marker/")).expiration(e -> e.expiredObjectDeleteMarker(true))
                        .noncurrentVersionExpiration(n -> n.noncurrentDays(1))));

        return () -> await(server, "versions [expire, noncurrent/a, noncurrent/a], markers [expire]", () -> {
            ListObjectVersionsResponse listed = s3.listObjectVersions(r -> r.bucket("versions"));
            return "versions " + listed.versions().stream().map(version -> version.key()).toList()
                    + ", markers " + listed.deleteMarkers().stream().map(marker -> marker.key()).toList();
        });
    }

    private static Runnable uploads(TestServer server, S3Client s3) {
        s3.createBucket(r -> r.bucket("uploads"));
        Multipart.begin(s3, "uploads", "old/a").part(1, new byte[1000]);
        Multipart.begin(s3, "uploads", "keep/a");
        configure(s3, "uploads", rule(r -> r.filter(f -> f.prefix("old/")).abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(1))));

        return () -> await(server, List.of("keep/a"),
                () -> s3.listMultipartUploads(r -> r.bucket("uploads")).uploads().stream().map(MultipartUpload::key).toList());
    }

    private static void put(S3Client s3, String bucket, String key) {
        s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("text"));
    }

    private static LifecycleRule rule(Consumer<LifecycleRule.Builder> more) {
        LifecycleRule.Builder rule =
                LifecycleRule.builder().status(ExpirationStatus.ENABLED).filter(LifecycleRuleFilter.builder().build());
        more.accept(rule);
        return rule.build();
    }

    private static void configure(S3Client s3, String bucket, LifecycleRule... rules) {
        s3.putBucketLifecycleConfiguration(r -> r.bucket(bucket).lifecycleConfiguration(c -> c.rules(rules)));
    }

    /** Asks until the answer is the expected one. */
    private static <T> void await(TestServer server, T expected, Supplier<T> answer) {
        Instant deadline = Instant.now().plus(PATIENCE);
        T last = answer.get();
        while (!last.equals(expected)) {
            if (Instant.now().isAfter(deadline)) {
                fail("expected " + expected + ", still " + last);
            }
            LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
            server.keepHouse();
            last = answer.get();
        }
        assertEquals(expected, last);
    }
}
