package io.coffer.buckets;

import io.coffer.metadata.Account;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.buckets.BucketStore;
import io.coffer.pipeline.ServiceCall;
import io.coffer.pipeline.ServiceOperation;
import io.coffer.protocol.ContinuationToken;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.HttpDate;
import io.coffer.protocol.xml.ListAllMyBucketsResult;
import io.coffer.protocol.xml.Owner;
import java.time.Instant;
import java.util.List;

/** Lists the caller's buckets by name: a read of the account and one query. */
final class ListBuckets implements ServiceOperation {

    private static final int MAX_BUCKETS = 10_000;

    private final BucketStore buckets;
    private final AccountStore accounts;

    ListBuckets(BucketStore buckets, AccountStore accounts) {
        this.buckets = buckets;
        this.accounts = accounts;
    }

    @Override
    public S3Operation name() {
        return S3Operation.LIST_BUCKETS;
    }

    @Override
    public S3Response handle(ServiceCall call) {
        Account account =
                accounts.find(call.account().accountId()).orElseThrow(() -> new S3Exception(S3ErrorCode.ACCESS_DENIED));
        int max = call.number("max-buckets", MAX_BUCKETS, 1);
        if (max > MAX_BUCKETS) {
            throw S3Exception.invalidArgument("max-buckets", String.valueOf(max),
                    "Argument max-buckets must be an integer between 1 and " + MAX_BUCKETS);
        }
        String prefix = call.parameter("prefix");
        String token = call.parameter("continuation-token");
        String after = token == null ? null : ContinuationToken.read(token);
        List<Bucket> found = buckets.list(account.id(), prefix == null ? "" : prefix, after, max + 1);
        List<Bucket> page = found.subList(0, Math.min(max, found.size()));
        String next = found.size() > max ? ContinuationToken.of(page.get(max - 1).name()) : null;
        return S3Response.xml(new ListAllMyBucketsResult(
                new Owner(account.canonicalId(), account.displayName()),
                page.stream()
                        .map(bucket -> new ListAllMyBucketsResult.Bucket(
                                bucket.name(), HttpDate.document(Instant.ofEpochMilli(bucket.created())), bucket.region()))
                        .toList(),
                prefix,
                next));
    }
}
