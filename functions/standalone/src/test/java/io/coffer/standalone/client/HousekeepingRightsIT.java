package io.coffer.standalone.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.blobs.BlobStore;
import io.coffer.endpoints.Multipart;
import io.coffer.endpoints.S3ClientTest;
import io.coffer.endpoints.TestServer;
import io.coffer.housekeeping.OldUploadSweep;
import io.coffer.housekeeping.ReclaimSweep;
import io.coffer.housekeeping.UsageRecount;
import io.coffer.lifecycle.LifecycleDay;
import io.coffer.metadata.Ids;
import io.coffer.metadata.stores.Stores;
import io.coffer.pipeline.Lifecycles;
import io.coffer.standalone.ServerProcess;
import io.coffer.testkit.Access;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** What housekeeping removes two days from now, with the permissions of its function and no others; functions have no clock to turn on. */
final class HousekeepingRightsIT {

    private static final int LARGE = 200_000;
    private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofDays(2));

    @Test
    void everythingThatNobodyPointsToIsRemoved(@TempDir Path data) throws IOException {
        try (GuardedInstallation installation = GuardedInstallation.open();
                ServerProcess server = ServerProcess.start(data, installation.streamingEnvironment(), List.of());
                S3Client s3 = client(server)) {
            s3.createBucket(r -> r.bucket("garbage"));
            put(s3, "replaced", 1);
            put(s3, "replaced", 2);
            put(s3, "deleted", 3);
            upload(s3, "parts").complete();
            s3.copyObject(r -> r.sourceBucket("garbage").sourceKey("parts").destinationBucket("garbage").destinationKey("copied"));
            upload(s3, "aborted").abort();
            upload(s3, "parts").complete();
            upload(s3, "forgotten");
            for (String key : List.of("deleted", "replaced", "parts", "copied")) {
                s3.deleteObject(r -> r.bucket("garbage").key(key));
            }
            String unfinished = Ids.random();
            installation.storesOf("objects", Clock.systemUTC()).reclaim().promise(unfinished);
            installation.leaveUnfinished(unfinished);

            assertEquals(1, abortOldUploads(installation.storesOf("housekeeping", LATER)));
            sweep(installation);
            assertEquals(1, new UsageRecount(installation.storesOf("housekeeping", LATER), LATER).run(Duration.ofMinutes(1)));
            assertEquals(List.of(), installation.denied());
            assertEquals(List.of(), installation.blobKeys());
            // What cannot be removed yet is read again; here everything can.
            Access ofWorkPutOff = new Access("GetItem", "coffer-reclaim");
            assertTrue(installation.unused().stream().noneMatch(grant -> grant.caller().equals("housekeeping")
                    && !grant.access().equals(ofWorkPutOff)
                    && List.of("coffer-reclaim", "coffer-holders", "coffer-manifests", "coffer-parts", "blobs")
                            .contains(grant.access().resource())), () -> "unused " + installation.unused());
        }
    }

    private static S3Client client(ServerProcess server) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(TestServer.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(TestServer.CREDENTIALS))
                .forcePathStyle(true)
                .build();
    }

    private static void put(S3Client s3, String key, int seed) {
        s3.putObject(r -> r.bucket("garbage").key(key), RequestBody.fromBytes(S3ClientTest.bytes(LARGE, seed)));
    }

    private static Multipart upload(S3Client s3, String key) {
        Multipart upload = Multipart.begin(s3, "garbage", key);
        upload.part(1, S3ClientTest.bytes(LARGE, 4));
        return upload;
    }

    private static int abortOldUploads(Stores stores) {
        Lifecycles lifecycles = new Lifecycles(stores.configurations(), LifecycleDay.CALENDAR);
        return new OldUploadSweep(stores, lifecycles, Duration.ofDays(1), LATER).run(Duration.ofMinutes(1), Duration.ZERO);
    }

    private static void sweep(GuardedInstallation installation) throws IOException {
        Stores stores = installation.storesOf("housekeeping", LATER);
        try (BlobStore blobs = installation.blobsOf("housekeeping")) {
            ReclaimSweep sweep = new ReclaimSweep(
                    stores.reclaim(), stores.holders(), stores.manifests(), stores.uploads(), blobs, LATER, () -> ReclaimSweep.REST);
            sweep.run(LATER.millis() - ReclaimSweep.PENDING_BY_OTHERS.toMillis());
            // What the first made due by taking up promises was made just now.
            Clock evenLater = Clock.offset(LATER, Duration.ofDays(1));
            Stores then = installation.storesOf("housekeeping", evenLater);
            new ReclaimSweep(then.reclaim(), then.holders(), then.manifests(), then.uploads(), blobs, evenLater, () -> ReclaimSweep.REST)
                    .run(0);
        }
    }
}
