package io.coffer.listings;

import io.coffer.checksum.Checksum;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.objects.KeyWalk;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.metadata.tables.Item;
import io.coffer.pipeline.BucketCall;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.UriEncoding;
import io.coffer.protocol.http.HttpDate;
import io.coffer.protocol.xml.CommonPrefix;
import io.coffer.protocol.xml.ListedObject;
import io.coffer.protocol.xml.Owner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the two generations of ListObjects have in common: their parameters, and how a page's entries are written. */
record ObjectListing(BucketCall call, String prefix, @Nullable String delimiter, int maxKeys, boolean urlEncoding) {

    private static final int MAX_KEYS = 1000;

    static ObjectListing of(BucketCall call) {
        String prefix = call.parameter("prefix");
        String delimiter = call.parameter("delimiter");
        return new ObjectListing(
                call,
                prefix == null ? "" : prefix,
                delimiter == null || delimiter.isEmpty() ? null : delimiter,
                Math.min(MAX_KEYS, call.number("max-keys", MAX_KEYS, 0)),
                call.urlEncoding());
    }

    KeyWalk.Page<Item> page(ObjectStore objects, @Nullable String after) {
        return KeyWalk.page(objects.range(call.bucket()), prefix, delimiter, after == null || after.isEmpty() ? null : after, maxKeys);
    }

    /** Whether a key is listed as itself, and not under a common prefix. */
    boolean lists(String key) {
        return key.startsWith(prefix) && KeyWalk.commonPrefix(key, prefix, delimiter) == null;
    }

    /** A key, prefix or marker as the client asked for it. */
    String encoded(String text) {
        return urlEncoding ? UriEncoding.encodePath(text) : text;
    }

    /** As {@link #encoded}; null for null, which writes no element. */
    @Nullable String encodedIfThere(@Nullable String text) {
        return text == null ? null : encoded(text);
    }

    @Nullable String encodingType() {
        return urlEncoding ? "url" : null;
    }

    /** S3 tells the region of a bucket that it lists, as it does in HeadBucket's answer. */
    S3Response answer(Object document) {
        return S3Response.xml(document).with("x-amz-bucket-region", call.bucket().region());
    }

    List<CommonPrefix> commonPrefixes(KeyWalk.Page<Item> page) {
        return page.commonPrefixes().stream().map(common -> new CommonPrefix(encoded(common))).toList();
    }

    /** @param owner null if owners were not asked for */
    List<ListedObject> contents(KeyWalk.Page<Item> page, @Nullable Owner owner) {
        return page.entries().stream().map(entry -> listed(entry, owner)).toList();
    }

    private ListedObject listed(KeyWalk.Keyed<Item> entry, @Nullable Owner owner) {
        ObjectRecord object = ObjectStore.record(entry.entry());
        Checksum checksum = object.checksum();
        return new ListedObject(
                encoded(entry.key()),
                HttpDate.document(object.lastModified()),
                '"' + object.etag() + '"',
                checksum == null ? null : checksum.algorithm().name(),
                checksum == null ? null : checksum.type().name(),
                object.size(),
                owner,
                "STANDARD");
    }
}
