package io.coffer.proofs.s3;

import io.coffer.proofs.s3.World.Bucket;
import io.coffer.proofs.s3.World.Versioning;
import io.coffer.proofs.wire.Answer;
import io.coffer.proofs.wire.Call;
import java.util.List;
import java.util.Map;

/** Operations on buckets. */
public final class Buckets {

    private Buckets() {}

    /** CreateBucket. In us-east-1 making one's own bucket again succeeds. */
    public record Create(String bucket) implements Operation {

        @Override
        public Call call() {
            return Call.of("PUT", bucket);
        }

        @Override
        public World apply(World world, Told told) {
            told.succeeded(200);
            told.header("location", "/" + bucket);
            return world.bucket(bucket).isPresent() ? world : world.with(bucket, Bucket.NEW);
        }
    }

    /** DeleteBucket, which refuses while there are objects, versions, delete markers or uploads in progress. */
    public record Delete(String bucket) implements Operation {

        @Override
        public Call call() {
            return Call.of("DELETE", bucket);
        }

        @Override
        public World apply(World world, Told told) {
            if (world.bucket(bucket).isEmpty()) {
                told.refused(404, "NoSuchBucket");
                return world;
            }
            Bucket found = world.existing(bucket);
            if (!found.keys().isEmpty() || !found.uploads().isEmpty()) {
                told.refused(409, "BucketNotEmpty");
                return world;
            }
            told.succeeded(204);
            return world.without(bucket);
        }
    }

    /** PutBucketVersioning. */
    public record PutVersioning(String bucket, boolean enabled) implements Operation {

        @Override
        public Call call() {
            return Call.of("PUT", bucket).with("versioning", "").document(
                    "<VersioningConfiguration><Status>" + (enabled ? "Enabled" : "Suspended") + "</Status></VersioningConfiguration>");
        }

        @Override
        public World apply(World world, Told told) {
            if (world.bucket(bucket).isEmpty()) {
                told.refused(404, "NoSuchBucket");
                return world;
            }
            told.succeeded(200);
            return world.change(bucket, found -> found.with(enabled ? Versioning.ENABLED : Versioning.SUSPENDED));
        }
    }

    /** ListBuckets. */
    public record ListAll(String prefix) implements Operation {

        @Override
        public Call call() {
            return new Call("GET", "/", "", Map.of(), new byte[0]).with("prefix", prefix);
        }

        @Override
        public World apply(World world, Told told) {
            told.succeeded(200);
            List<String> expected = world.buckets().keySet().stream().filter(name -> name.startsWith(prefix)).sorted().toList();
            told.answer().ifPresent(answer -> {
                List<String> names = answer.elements("Bucket").stream()
                        .map(bucket -> Answer.elements(bucket, "Name").get(0))
                        .toList();
                told.require(names.equals(expected), "buckets " + expected);
            });
            return world;
        }
    }
}
