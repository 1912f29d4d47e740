package io.coffer.standalone.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.coffer.accounts.AccountOpening;
import io.coffer.metadata.Account;
import io.coffer.metadata.Plan;
import io.coffer.metadata.PlanLimits;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServeRatesTest {

    private static final ServeRates BY_DEFAULT = new ServeRates(Optional.empty());

    private static Account account(String id, PlanLimits own) {
        return new Account(id, "canonical", "name", Plan.PRO, own, false, 0, 0);
    }

    @Test
    void theFirstAccountHasNoRateUnlessItIsAskedFor() {
        Account first = account(AccountOpening.FIRST_ACCOUNT, null);
        assertNull(BY_DEFAULT.ofAccount(first));
        assertEquals(7, new ServeRates(Optional.of(7)).ofAccount(first));
        assertEquals(50, BY_DEFAULT.ofAccount(account(AccountOpening.FIRST_ACCOUNT, new PlanLimits(null, null, null, null, 50))));
    }

    @Test
    void otherAccountsHaveThatOfTheirPlan() {
        assertEquals(100, BY_DEFAULT.ofAccount(account("111122223333", null)));
        assertEquals(7, new ServeRates(Optional.of(7)).ofAccount(account("111122223333", null)));
    }

    @Test
    void strangersHaveOneUnlessItIsTakenAway() {
        assertEquals(100, BY_DEFAULT.ofNetwork());
        assertNull(new ServeRates(Optional.of(0)).ofNetwork());
        assertNull(new ServeRates(Optional.of(0)).ofAccount(account("111122223333", null)));
    }
}
