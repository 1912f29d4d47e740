package io.coffer.listings;

import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.objects.KeyWalk;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.metadata.tables.Item;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.Owners;
import io.coffer.protocol.ContinuationToken;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.xml.ListBucketResult;
import io.coffer.protocol.xml.Owner;

/** Lists objects with continuation tokens: what {@link KeyWalk} costs, and a read of the owner where owners are asked for. */
final class ListObjectsV2 implements BucketOperation {

    private final ObjectStore objects;
    private final AccountStore accounts;

    ListObjectsV2(ObjectStore objects, AccountStore accounts) {
        this.objects = objects;
        this.accounts = accounts;
    }

    @Override
    public S3Operation name() {
        return S3Operation.LIST_OBJECTS_V2;
    }

    @Override
    public S3Response handle(BucketCall call) {
        ObjectListing listing = ObjectListing.of(call);
        String startAfter = call.parameter("start-after");
        String token = call.parameter("continuation-token");
        String after = token == null || token.isEmpty() ? startAfter : ContinuationToken.read(token);
        KeyWalk.Page<Item> page = listing.page(objects, after);
        String last = page.last();
        Owner owner = "true".equals(call.parameter("fetch-owner")) ? Owners.of(accounts, call.bucket().accountId()) : null;
        return listing.answer(new ListBucketResult(
                call.bucket().name(),
                listing.encoded(listing.prefix()),
                null,
                null,
                page.found().size(),
                listing.maxKeys(),
                listing.encodedIfThere(listing.delimiter()),
                listing.encodingType(),
                page.truncated(),
                token,
                page.truncated() && last != null ? ContinuationToken.of(last) : null,
                listing.encodedIfThere(startAfter),
                listing.contents(page, owner),
                listing.commonPrefixes(page)));
    }
}
