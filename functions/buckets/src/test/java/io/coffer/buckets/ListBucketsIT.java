package io.coffer.buckets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.coffer.endpoints.S3ClientTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;

final class ListBucketsIT extends S3ClientTest {

    private HttpResponse<String> create(String bucket, String element) {
        return raw("PUT", "/" + bucket).body(("<CreateBucketConfiguration>" + element + "</CreateBucketConfiguration>").getBytes())
                .signed().send();
    }

    @Test
    void bucketsAreListedByNameInPages() {
        String common = "l-" + UUID.randomUUID().toString().substring(0, 8);
        List<String> names = new ArrayList<>();
        for (String suffix : List.of("-c", "-a", "-b", "-d", "-e")) {
            String name = common + suffix;
            names.add(name);
            create(name);
        }
        names.sort(null);
        ListBucketsResponse all = s3.listBuckets(r -> r.prefix(common));
        assertEquals(names, all.buckets().stream().map(Bucket::name).toList());
        assertEquals(common, all.prefix());
        assertNull(all.continuationToken());

        List<String> paged = new ArrayList<>();
        ListBucketsResponse page = s3.listBuckets(r -> r.prefix(common).maxBuckets(2));
        assertEquals(2, page.buckets().size());
        page.buckets().forEach(bucket -> paged.add(bucket.name()));
        while (page.continuationToken() != null) {
            String token = page.continuationToken();
            page = s3.listBuckets(r -> r.prefix(common).maxBuckets(2).continuationToken(token));
            page.buckets().forEach(bucket -> paged.add(bucket.name()));
        }
        assertEquals(names, paged);
        assertTrue(s3.listBuckets(r -> r.prefix(common + "-f")).buckets().isEmpty());
        assertEquals(1, s3.listBuckets(r -> r.prefix(common + "-e").maxBuckets(1)).buckets().size());
    }

    @Test
    void maxBucketsIsFrom1To10000() {
        assertRefused(400, "InvalidArgument", () -> s3.listBuckets(r -> r.maxBuckets(0)));
        assertRefused(400, "InvalidArgument", () -> s3.listBuckets(r -> r.maxBuckets(10_001)));
        assertRefused(400, "InvalidArgument", () -> s3.listBuckets(r -> r.continuationToken("not one of ours!")));
    }

    @Test
    void bucketsBelongToTheirOwner() {
        ListBucketsResponse listed = s3.listBuckets();
        assertFalse(listed.owner().id().isEmpty());
    }
}
