package io.coffer.keys;

import io.coffer.metadata.Stores;
import io.coffer.pipeline.Backend;
import java.util.List;

/** The actions there are. */
final class QueryActions {

    private QueryActions() {}

    static List<QueryAction> of(Backend backend) {
        Stores stores = backend.stores();
        return List.of(new GetCallerIdentity(stores.users()));
    }
}
