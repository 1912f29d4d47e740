package io.coffer.listings;

import io.coffer.metadata.stores.Stores;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.Operation;
import java.util.List;

/** The operations of this group. */
public final class ListingOperations {

    private ListingOperations() {}

    public static List<Operation> of(Backend backend) {
        Stores stores = backend.stores();
        return List.of(
                new ListObjects(stores.objects(), stores.accounts()),
                new ListObjectsV2(stores.objects(), stores.accounts()),
                new ListObjectVersions(stores.versions(), stores.accounts()));
    }
}
