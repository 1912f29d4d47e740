package io.coffer.listings;

import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.objects.KeyWalk;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.metadata.tables.Item;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.Owners;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.xml.ListBucketResult;

/** Lists objects in the first generation's way, with a marker: what {@link KeyWalk} costs, and a read of the owner. */
final class ListObjects implements BucketOperation {

    private final ObjectStore objects;
    private final AccountStore accounts;

    ListObjects(ObjectStore objects, AccountStore accounts) {
        this.objects = objects;
        this.accounts = accounts;
    }

    @Override
    public S3Operation name() {
        return S3Operation.LIST_OBJECTS;
    }

    @Override
    public S3Response handle(BucketCall call) {
        ObjectListing listing = ObjectListing.of(call);
        String marker = call.parameter("marker");
        KeyWalk.Page<Item> page = listing.page(objects, marker);
        // S3 API Reference, ListObjects: NextMarker is only given with a delimiter; without one the last key serves.
        String nextMarker = page.truncated() && listing.delimiter() != null ? listing.encodedIfThere(page.last()) : null;
        return listing.answer(new ListBucketResult(
                call.bucket().name(),
                listing.encoded(listing.prefix()),
                listing.encoded(marker == null ? "" : marker),
                nextMarker,
                null,
                listing.maxKeys(),
                listing.encodedIfThere(listing.delimiter()),
                listing.encodingType(),
                page.truncated(),
                null,
                null,
                null,
                listing.contents(page, Owners.of(accounts, call.bucket().accountId())),
                listing.commonPrefixes(page)));
    }
}
