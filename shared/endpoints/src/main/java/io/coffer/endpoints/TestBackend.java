package io.coffer.endpoints;

import io.coffer.auth.SecretSeal;
import io.coffer.blobs.BlobStore;
import io.coffer.metadata.stores.Stores;
import io.coffer.pipeline.Admission;
import io.coffer.pipeline.AllowedRates;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Behaviour;
import java.time.Clock;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/** What operations are made of, for tests to which it does not matter how an installation is set up. */
public final class TestBackend {

    private TestBackend() {}

    public static Backend of(Stores stores, Supplier<BlobStore> blobs, AllowedRates rates, Clock clock) {
        Backend.Settings settings = new Backend.Settings(Behaviour.STANDARD, false, 0, rates, Admission.OF_ALL);
        return new Backend(settings, stores, blobs, SecretSeal.newMasterKey(), ForkJoinPool.commonPool(), clock);
    }
}
