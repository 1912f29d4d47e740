package io.coffer.moving;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The keys of a bucket in the order of its listing, each with what the listing says of it. One page is in memory at a time. */
final class KeyHistories implements Iterator<KeyHistory> {

    private record Listed(String key, boolean isLatest, ListedVersion version) {}

    /**
     * A page has versions and delete markers in two lists, each in the order of the listing, so the order between a version and a marker of
     * the same key comes from their times.
     */
    private static final Comparator<Listed> AS_LISTED = Comparator.comparing(Listed::key, KeyHistory::compareKeys)
            .thenComparing(Listed::isLatest, Comparator.reverseOrder())
            .thenComparing(listed -> listed.version.lastModified(), Comparator.reverseOrder());

    private final Iterator<List<Listed>> pages;
    private final Deque<Listed> page = new ArrayDeque<>();

    private KeyHistories(Iterator<List<Listed>> pages) {
        this.pages = pages;
    }

    /** Of the current objects. */
    static KeyHistories ofObjects(S3Client client, String bucket, String prefix) {
        return new KeyHistories(client.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix).encodingType(EncodingType.URL)).stream()
                .map(page -> page.contents().stream().map(KeyHistories::listed).toList())
                .iterator());
    }

    /** Of all versions and delete markers. */
    static KeyHistories ofVersions(S3Client client, String bucket, String prefix) {
        return new KeyHistories(
                client.listObjectVersionsPaginator(r -> r.bucket(bucket).prefix(prefix).encodingType(EncodingType.URL)).stream()
                        .map(KeyHistories::listed)
                        .iterator());
    }

    private static Listed listed(S3Object object) {
        return new Listed(object.key(), true,
                new ListedVersion(null, false, ListedVersion.unquoted(object.eTag()), object.size(), object.lastModified()));
    }

    private static List<Listed> listed(ListObjectVersionsResponse page) {
        return Stream.concat(page.versions().stream().map(KeyHistories::listed), page.deleteMarkers().stream().map(KeyHistories::listed))
                .sorted(AS_LISTED)
                .toList();
    }

    private static Listed listed(ObjectVersion version) {
        return new Listed(version.key(), version.isLatest(), new ListedVersion(
                version.versionId(), false, ListedVersion.unquoted(version.eTag()), version.size(), version.lastModified()));
    }

    private static Listed listed(DeleteMarkerEntry marker) {
        return new Listed(marker.key(), marker.isLatest(), new ListedVersion(marker.versionId(), true, "", 0, marker.lastModified()));
    }

    @Override
    public boolean hasNext() {
        while (page.isEmpty() && pages.hasNext()) {
            page.addAll(pages.next());
        }
        return !page.isEmpty();
    }

    @Override
    public KeyHistory next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        String key = page.peek().key;
        List<ListedVersion> versions = new ArrayList<>();
        while (hasNext() && page.peek().key.equals(key)) {
            versions.add(page.poll().version);
        }
        Collections.reverse(versions);
        return new KeyHistory(key, versions);
    }
}
