package io.coffer.listings;

import io.coffer.checksum.Checksum;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.objects.KeyWalk;
import io.coffer.metadata.objects.VersionListing;
import io.coffer.metadata.objects.VersionListing.Older;
import io.coffer.metadata.objects.VersionListing.Versioned;
import io.coffer.pipeline.BucketCall;
import io.coffer.pipeline.BucketOperation;
import io.coffer.pipeline.Owners;
import io.coffer.pipeline.Refusals;
import io.coffer.protocol.S3Operation;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.errors.S3Exception;
import io.coffer.protocol.http.HttpDate;
import io.coffer.protocol.xml.CommonPrefix;
import io.coffer.protocol.xml.ListVersionsResult;
import io.coffer.protocol.xml.ListVersionsResult.Entry;
import io.coffer.protocol.xml.ListVersionsResult.ListedDeleteMarker;
import io.coffer.protocol.xml.ListVersionsResult.ListedVersion;
import io.coffer.protocol.xml.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists versions and delete markers, key by key and newest first: what {@link KeyWalk} costs over the keys with more than a current
 * object and, twice, the current objects; a query for each of the former, and a read of the owner.
 */
final class ListObjectVersions implements BucketOperation {

    private final VersionListing versions;
    private final AccountStore accounts;

    ListObjectVersions(VersionListing versions, AccountStore accounts) {
        this.versions = versions;
        this.accounts = accounts;
    }

    @Override
    public S3Operation name() {
        return S3Operation.LIST_OBJECT_VERSIONS;
    }

    /**
     * One line of the answer.
     *
     * @param version null for a common prefix
     */
    private record Line(String key, @Nullable ObjectRecord version, boolean isLatest) {}

    @Override
    public S3Response handle(BucketCall call) {
        ObjectListing listing = ObjectListing.of(call);
        String keyMarker = call.parameter("key-marker");
        String versionIdMarker = call.parameter("version-id-marker");
        if (versionIdMarker != null && (keyMarker == null || keyMarker.isEmpty())) {
            throw S3Exception.invalidArgument("version-id-marker", versionIdMarker,
                    "A version-id marker cannot be specified without a key marker.");
        }
        List<Line> found = lines(call, listing, keyMarker, versionIdMarker);
        boolean truncated = found.size() > listing.maxKeys() && listing.maxKeys() > 0;
        List<Line> page = found.subList(0, Math.min(found.size(), listing.maxKeys()));
        Line last = truncated ? page.get(page.size() - 1) : null;
        Owner owner = Owners.of(accounts, call.bucket().accountId());
        return listing.answer(new ListVersionsResult(
                call.bucket().name(),
                listing.encoded(listing.prefix()),
                listing.encoded(keyMarker == null ? "" : keyMarker),
                versionIdMarker == null ? "" : versionIdMarker,
                last == null ? null : listing.encoded(last.key()),
                last == null || last.version() == null ? null : last.version().versionId(),
                listing.maxKeys(),
                listing.encodedIfThere(listing.delimiter()),
                listing.encodingType(),
                truncated,
                page.stream().flatMap(line -> entry(listing, line, owner).stream()).toList(),
                page.stream()
                        .filter(line -> line.version() == null)
                        .map(line -> new CommonPrefix(listing.encoded(line.key())))
                        .toList()));
    }

    /** The lines behind the markers; one more than asked for, if there are more. */
    private List<Line> lines(
            BucketCall call, ObjectListing listing, @Nullable String keyMarker, @Nullable String versionIdMarker) {
        int wanted = listing.maxKeys() + 1;
        List<Line> lines = new ArrayList<>();
        if (keyMarker != null && versionIdMarker != null && !versionIdMarker.isEmpty() && listing.lists(keyMarker)) {
            Older older = Refusals.require(versions.behind(call.bucket(), keyMarker, versionIdMarker, wanted));
            older.versions().forEach(version -> lines.add(new Line(keyMarker, version, lines.isEmpty() && older.fromLatest())));
        }
        KeyWalk.Range<Versioned> range = versions.range(call.bucket());
        String after = keyMarker == null || keyMarker.isEmpty() ? null : keyMarker;
        // More than one page only if keys lost all their versions before those were read.
        for (boolean more = true; more && lines.size() < wanted; ) {
            KeyWalk.Page<Versioned> page = KeyWalk.page(range, listing.prefix(), listing.delimiter(), after, wanted - lines.size());
            for (KeyWalk.Found<Versioned> found : page.found()) {
                if (lines.size() < wanted) {
                    addKey(call, found, wanted, lines);
                }
            }
            more = page.truncated();
            after = page.last();
        }
        return lines;
    }

    private void addKey(BucketCall call, KeyWalk.Found<Versioned> found, int wanted, List<Line> lines) {
        if (!(found instanceof KeyWalk.Keyed<Versioned> keyed)) {
            lines.add(new Line(found.key(), null, false));
            return;
        }
        boolean latest = true;
        for (ObjectRecord version : versions.versions(call.bucket(), keyed.key(), keyed.entry(), wanted - lines.size())) {
            lines.add(new Line(keyed.key(), version, latest));
            latest = false;
        }
    }

    /** Empty for a common prefix. */
    private static Optional<Entry> entry(ObjectListing listing, Line line, @Nullable Owner owner) {
        return Optional.ofNullable(line.version()).map(object ->
                object.isDeleteMarker() ? deleteMarker(listing, line, object, owner) : version(listing, line, object, owner));
    }

    private static ListedVersion version(ObjectListing listing, Line line, ObjectRecord object, @Nullable Owner owner) {
        Checksum checksum = object.checksum();
        return new ListedVersion(
                listing.encoded(line.key()),
                object.versionId(),
                line.isLatest(),
                HttpDate.document(object.lastModified()),
                '"' + object.etag() + '"',
                checksum == null ? null : checksum.algorithm().name(),
                checksum == null ? null : checksum.type().name(),
                object.size(),
                "STANDARD",
                owner);
    }

    private static ListedDeleteMarker deleteMarker(ObjectListing listing, Line line, ObjectRecord marker, @Nullable Owner owner) {
        return new ListedDeleteMarker(listing.encoded(line.key()), marker.versionId(), line.isLatest(),
                HttpDate.document(marker.lastModified()), owner);
    }
}
