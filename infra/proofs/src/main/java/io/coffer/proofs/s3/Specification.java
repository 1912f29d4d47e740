package io.coffer.proofs.s3;

import io.coffer.proofs.s3.Step.Kind;
import io.coffer.proofs.s3.Step.Target;
import io.coffer.proofs.s3.World.Bucket;
import io.coffer.proofs.s3.World.Version;
import io.coffer.proofs.wire.Answer;
import io.coffer.proofs.wire.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Sends a random sequence of requests and compares every answer with the specification. */
public final class Specification {

    /** What AWS asks of every part of an upload except its last. */
    public static final int AWS_PART = 5 << 20;

    private static final int STEPS = 50;

    private Specification() {}

    /**
     * Makes buckets whose names begin with {@code proof-}, and removes them unless an answer was wrong.
     *
     * @param leastPart how many bytes every part of an upload except its last must have
     * @param endpoint asked once for each sequence
     * @throws AssertionError with the fewest requests that show an answer that the specification does not allow
     */
    public static void check(long seed, int leastPart, Supplier<Endpoint> endpoint) {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            steps.add(Step.random(random, List.of(Kind.values()), Step.BUCKETS, Step.KEYS.size(), i));
        }
        try {
            check(steps, leastPart, endpoint.get());
        } catch (AssertionError e) {
            throw Seeds.smallest(steps, e, fewer -> check(fewer, leastPart, endpoint.get()));
        }
    }

    private static void check(List<Step> steps, int leastPart, Endpoint endpoint) {
        Target target = new Target("proof-" + UUID.randomUUID().toString().substring(0, 13), leastPart);
        Session session = new Session(endpoint);
        for (int i = 0; i < Step.BUCKETS; i++) {
            session.send(new Buckets.Create(target.bucket(i)));
        }
        for (Step step : steps) {
            session.send(step.operation(session.world, target));
        }
        session.removeEverything();
    }

    /** A client that knows what is stored. */
    private static final class Session {

        private final Endpoint endpoint;
        private final List<String> sent = new ArrayList<>();
        private World world = World.EMPTY;

        Session(Endpoint endpoint) {
            this.endpoint = endpoint;
        }

        void send(Operation operation) {
            sent.add(operation.toString());
            Answer answer = endpoint.send(operation.call());
            try {
                world = operation.accept(world, answer);
            } catch (Violation e) {
                throw new AssertionError(e.getMessage() + "\nafter\n  " + String.join("\n  ", sent));
            }
        }

        /** Reads what must be there, and removes it. */
        void removeEverything() {
            world.buckets().forEach((name, bucket) -> {
                send(new Listings.ListObjects(true, name, "", null, null, 1000));
                send(new Listings.ListVersions(name, "", null, null, 1000));
                bucket.keys().forEach((key, versions) -> versions.forEach(version -> remove(name, bucket, key, version)));
                bucket.uploads().forEach((id, upload) -> send(new Uploads.Abort(name, upload.key(), id)));
                send(new Buckets.Delete(name));
            });
        }

        private void remove(String name, Bucket bucket, String key, Version version) {
            String id = bucket.versioning() == World.Versioning.NEVER ? null : version.id();
            send(new Objects.Get("GET", name, key, id, null, null, null));
            send(new Objects.Delete(name, key, id));
        }
    }
}
