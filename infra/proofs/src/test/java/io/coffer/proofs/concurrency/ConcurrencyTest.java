package io.coffer.proofs.concurrency;

import io.coffer.auth.SigningKeysCalls;
import io.coffer.blobs.VerifiedBlobsCalls;
import io.coffer.metadata.embedded.RowLocksCalls;
import io.coffer.metadata.tables.DecodedRecordsCalls;
import io.coffer.metadata.usage.BucketCountsCalls;
import io.coffer.pipeline.RememberedCalls;
import io.coffer.pipeline.RequestRatesCalls;
import io.coffer.standalone.server.PortionsCalls;
import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The results of calls by several threads at once are those of some order of the calls, for what the threads of a server share: caches,
 * locks and meters. Scenarios of calls are random. {@code -Dcoffer.proofs.scenarios=N} tries N of each instead of one.
 */
@Tag("long")
class ConcurrencyTest {

    private static final int SCENARIOS = Integer.getInteger("coffer.proofs.scenarios", 1);

    /** Threads take turns at every access to what they share, in many orders. */
    @ParameterizedTest
    @ValueSource(classes = {
        BucketCountsCalls.class, DecodedRecordsCalls.class, PortionsCalls.class, RememberedCalls.class, RequestRatesCalls.class,
        RowLocksCalls.class, VerifiedBlobsCalls.class
    })
    void everyOrderOfAccessesGivesResultsOfSomeOrderOfCalls(Class<?> calls) {
        LinChecker.check(calls, new ModelCheckingOptions().iterations(SCENARIOS).invocationsPerIteration(100)
                .threads(2).actorsPerThread(3).actorsBefore(2).actorsAfter(2).minimizeFailedScenario(false));
    }

    /** Threads run as they do, many times: there is too much of Java's own code in it to look through. */
    @Test
    void everySignatureIsThatOfItsOwnSecret() {
        LinChecker.check(SigningKeysCalls.class, new StressOptions().iterations(SCENARIOS).invocationsPerIteration(500)
                .threads(3).actorsPerThread(3).actorsBefore(1).actorsAfter(1).minimizeFailedScenario(false));
    }
}
