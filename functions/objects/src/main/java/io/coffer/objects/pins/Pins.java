package io.coffer.objects.pins;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.contents.ContentIdIndex;
import io.coffer.metadata.contents.ContentIdIndex.Place;
import io.coffer.metadata.objects.KeyWalk;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.ContentIds;
import io.coffer.pipeline.NetworkHeader;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.UriEncoding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The pins of a token's bucket: its objects that have content ids. */
final class Pins {

    /** Of many objects with the same bytes, how many are tried. */
    private static final int PLACES = 20;
    private static final int PAGE = 1000;
    /** How many objects of a bucket are looked at for a list without a content id. */
    private static final int MOST = 10_000;

    private final Backend backend;
    private final ContentIdIndex index;
    private final PinningToken token;
    private final S3OfToken s3;

    Pins(Backend backend, PinningToken token, S3OfToken s3) {
        this.backend = backend;
        this.index = new ContentIdIndex(backend.stores().tables());
        this.token = token;
        this.s3 = s3;
    }

    /** The pin of a key, if it is there and the token's holder may read it. */
    Optional<Pin> find(String key) {
        S3Response head = s3.ofObject("HEAD", key, Map.of());
        requireAuthorised(head);
        String cid = head.headers().get(ContentIds.HEADER);
        return head.status() != 200 || cid == null ? Optional.empty() : record(key).map(object -> Pin.pinned(key, cid, object.modified()));
    }

    private static void requireAuthorised(S3Response response) {
        if (response.status() == 401 || response.status() == 403) {
            throw PinFailure.unauthorized();
        }
        if (response.status() >= 500) {
            throw new PinFailure(response.status(), "INTERNAL_SERVER_ERROR", "Try again.");
        }
    }

    /** Every pin that is wanted, the newest first. */
    List<Pin> all(List<String> cids, Predicate<Pin> wanted) {
        S3Response allowed = s3.ofBucket("GET", Optional.of("list-type=2&max-keys=1"));
        requireAuthorised(allowed);
        if (allowed.status() == 404) {
            throw PinFailure.notFound("There is no such bucket.");
        }
        Bucket bucket = backend.stores().buckets().find(token.bucket()).orElseThrow(() -> PinFailure.notFound("There is no such bucket."));
        List<Pin> found = new ArrayList<>();
        if (cids.isEmpty()) {
            KeyWalk.Page<ObjectRecord> page;
            String after = null;
            int seen = 0;
            do {
                page = KeyWalk.page(backend.stores().objects().range(bucket), "", null, after, PAGE);
                page.entries().stream().filter(keyed -> keyed.entry().cid() != null)
                        .map(keyed -> Pin.pinned(keyed.key(), keyed.entry().cid(), keyed.entry().modified()))
                        .filter(wanted).forEach(found::add);
                after = page.last();
                seen += page.found().size();
            } while (page.truncated() && seen < MOST);
        } else {
            cids.forEach(cid -> ofCid(cid).stream().filter(wanted).forEach(found::add));
        }
        found.sort(Comparator.comparingLong(Pin::modified).reversed());
        return found;
    }

    private List<Pin> ofCid(String cid) {
        return index.find(cid, PAGE).stream()
                .filter(place -> place.bucket().equals(token.bucket()))
                .flatMap(place -> record(place.key()).filter(object -> cid.equals(object.cid()))
                        .map(object -> Pin.pinned(place.key(), cid, object.modified())).stream())
                .toList();
    }

    private Optional<ObjectRecord> record(String key) {
        return backend.stores().buckets().find(token.bucket()).flatMap(bucket -> backend.stores().objects().find(bucket, key));
    }

    /** Makes an object of what the store holds under a content id and the token's holder may read; empty if that is nothing. */
    Optional<Pin> make(PinDocuments.Asked asked) {
        Optional<Pin> there = find(asked.key());
        if (there.isPresent() && there.get().cid().equals(asked.cid())) {
            return there;
        }
        if (there.isPresent() || record(asked.key()).isPresent()) {
            throw new PinFailure(409, "NAME_TAKEN", "The bucket has another object with this name.");
        }
        for (Place place : index.find(asked.cid(), PLACES)) {
            S3Response copied = s3.ofObject("PUT", asked.key(), Map.of(
                    "x-amz-copy-source", "/" + place.bucket() + "/" + UriEncoding.encodePath(place.key())));
            if (copied.status() == 200) {
                return Optional.of(copied(asked));
            }
        }
        return Optional.empty();
    }

    private Pin copied(PinDocuments.Asked asked) {
        Optional<Pin> pin = find(asked.key()).filter(made -> made.cid().equals(asked.cid()));
        if (pin.isEmpty()) {
            s3.ofObject("DELETE", asked.key(), Map.of());
            throw onNoNetwork();
        }
        return pin.get();
    }

    private static PinFailure onNoNetwork() {
        return PinFailure.badRequest("Objects of this bucket have no content ids: it is on no network.");
    }

    /** @throws PinFailure if objects of the bucket have no content ids */
    void requireNetwork() {
        S3Response head = s3.ofBucket("HEAD", Optional.empty());
        requireAuthorised(head);
        if (!"ipfs".equals(head.headers().get(NetworkHeader.NAME))) {
            throw onNoNetwork();
        }
    }

    /** Removes the object. */
    void remove(String key) {
        if (find(key).isEmpty()) {
            throw PinFailure.notFound("There is no such pin.");
        }
        requireAuthorised(s3.ofObject("DELETE", key, Map.of()));
    }
}
