package io.coffer.keys;

import io.coffer.auth.Caller;
import io.coffer.endpoints.TestBackend;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.pipeline.AllowedRates;
import io.coffer.pipeline.Backend;
import io.coffer.protocol.QueryParameters;
import io.coffer.testkit.ManualClock;
import java.nio.charset.StandardCharsets;

/** The actions of one process, called by an account's root. */
final class Installation {

    static final String ACCOUNT = "000000000001";

    final ManualClock clock = new ManualClock();
    final Stores stores;
    final Backend backend;

    /** One that holds accounts to their plans. */
    Installation(OrderedTables tables) {
        this(tables, AllowedRates.of(account -> account.limits().requestsPerSecond(), null));
    }

    Installation(OrderedTables tables, AllowedRates rates) {
        this.stores = Stores.over(tables, clock);
        this.backend = TestBackend.of(stores, () -> null, rates, clock);
    }

    /**
     * @param form such as {@code Action=GetUser&UserName=bob}
     * @return empty for an action without a result
     */
    String call(String form) {
        QueryParameters parameters = new QueryParameters(form);
        QueryAction action = QueryActions.of(backend, Activity.Source.NONE).stream()
                .filter(one -> one.name().equals(parameters.get("Action")))
                .findFirst()
                .orElseThrow();
        Fields result = action.handle(new QueryCall(new Caller.Account(ACCOUNT, null, "AKIAROOTROOTROOTROOT"), parameters));
        return result == null ? "" : new String(QueryXml.write("Result", "urn:test", result), StandardCharsets.UTF_8);
    }
}
