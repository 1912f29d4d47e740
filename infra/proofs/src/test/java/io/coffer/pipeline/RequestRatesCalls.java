package io.coffer.pipeline;

import io.coffer.metadata.Account;
import io.coffer.metadata.Plan;
import io.coffer.protocol.errors.S3Exception;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** Threads that ask for one account, or for one address, at once get no more than its burst. */
@Param(name = "number", gen = IntGen.class, conf = "0:1")
public class RequestRatesCalls {

    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final RequestRates rates = new RequestRates(
            id -> Optional.of(new Account(id, "canonical", "name", Plan.PRO, null, false, 0, 0)), AllowedRates.of(account -> 1, 1), CLOCK);

    @Operation
    public boolean ofAccount(@Param(name = "number") int account) {
        return passes(() -> rates.require("account-" + account));
    }

    @Operation
    public boolean ofAddress() {
        return passes(() -> rates.requireOfAddress("203.0.113.7"));
    }

    private static boolean passes(Runnable asked) {
        try {
            asked.run();
            return true;
        } catch (S3Exception slowDown) {
            return false;
        }
    }
}
