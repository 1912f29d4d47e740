package io.coffer.objects.pins;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.contents.ContentIdIndex;
import io.coffer.metadata.contents.ContentIdIndex.Place;
import io.coffer.metadata.objects.KeyWalk;
import io.coffer.metadata.objects.ObjectStore;
import io.coffer.metadata.tables.Item;
import io.coffer.pipeline.Backend;
import io.coffer.pipeline.ContentIds;
import io.coffer.pipeline.NetworkHeader;
import io.coffer.protocol.ResponseBody;
import io.coffer.protocol.S3Response;
import io.coffer.protocol.UriEncoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pins of a token's bucket: its objects that have content ids. */
final class Pins {

    /** Of many objects with the same bytes, how many are tried. */
    private static final int PLACES = 20;
    private static final int PAGE = 1000;
    private static final String METADATA = "x-amz-meta-";
    /** What a copy keeps of its source's headers. */
    private static final Set<String> KEPT =
            Set.of("cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires");
    private static final Pattern CODE = Pattern.compile("<Code>(\\w+)</Code>");
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

    /** The pin that is called so, if it is there and the token's holder may read it. */
    Optional<Pin> find(PinId id) {
        return at(id.key()).filter(pin -> pin.cid().equals(id.cid()));
    }

    /** The pin of a key. */
    private Optional<Pin> at(String key) {
        S3Response head = s3.ofObject("HEAD", key, Map.of());
        requireAuthorised(head);
        String cid = head.headers().get(ContentIds.HEADER);
        return head.status() != 200 || cid == null ? Optional.empty() : record(key).map(object -> pin(key, cid, object));
    }

    private static Pin pin(String key, String cid, ObjectRecord object) {
        return Pin.pinned(key, cid, object.modified(), PinMeta.of(object.metadata().get(PinMeta.NAME)));
    }

    private static void requireAuthorised(S3Response response) {
        if (response.status() == 401 || response.status() == 403) {
            throw PinFailure.unauthorized();
        }
        if (response.status() >= 500) {
            throw PinFailure.tryAgain();
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
            KeyWalk.Page<Item> page;
            String after = null;
            int seen = 0;
            do {
                page = KeyWalk.page(backend.stores().objects().range(bucket), "", null, after, PAGE);
                for (KeyWalk.Keyed<Item> keyed : page.entries()) {
                    ObjectRecord object = ObjectStore.record(keyed.entry());
                    Stream.ofNullable(object.cid()).map(cid -> pin(keyed.key(), cid, object)).filter(wanted).forEach(found::add);
                }
                after = page.last();
                seen += page.found().size();
            } while (page.truncated() && seen < MOST);
        } else {
            cids.forEach(cid -> ofCid(cid).stream().filter(wanted).forEach(found::add));
        }
        found.sort(Comparator.comparing(Pin::created).reversed());
        return found;
    }

    private List<Pin> ofCid(String cid) {
        return index.find(cid, PAGE).stream()
                .filter(place -> place.bucket().equals(token.bucket()))
                .flatMap(place -> record(place.key()).filter(object -> cid.equals(object.cid()))
                        .map(object -> pin(place.key(), cid, object)).stream())
                .toList();
    }

    private Optional<ObjectRecord> record(String key) {
        return backend.stores().buckets().find(token.bucket()).flatMap(bucket -> backend.stores().objects().find(bucket, key));
    }

    /**
     * Makes an object of what the store holds under a content id and the token's holder may read; empty if that is nothing.
     *
     * @param replaced the pin in whose place it is, which may have the same name
     */
    Optional<Pin> make(PinDocuments.Asked asked, Optional<Pin> replaced) {
        requireNetwork();
        Optional<Pin> there = at(asked.key());
        if (there.filter(pin -> pin.cid().equals(asked.cid()) && pin.meta().equals(asked.meta())).isPresent()) {
            return there;
        }
        boolean mayReplace = there.filter(pin -> pin.cid().equals(asked.cid()) || replaced.filter(old -> old.id().equals(pin.id()))
                .isPresent()).isPresent();
        Optional<ObjectRecord> object = record(asked.key());
        if (object.isPresent() && !mayReplace) {
            throw PinFailure.nameTaken();
        }
        Map<String, String> condition = condition(object);
        for (Place place : index.find(asked.cid(), PLACES)) {
            S3Response source = s3.head(place.bucket(), place.key());
            if (source.status() == 200 && asked.cid().equals(source.headers().get(ContentIds.HEADER))) {
                copy(place, source, asked, condition);
                return Optional.of(find(new PinId(asked.cid(), asked.key())).orElseThrow(PinFailure::tryAgain));
            }
        }
        return Optional.empty();
    }

    /** That nobody else wrote under the name meanwhile. */
    static Map<String, String> condition(Optional<ObjectRecord> there) {
        return there.map(object -> Map.of("if-match", '"' + object.etag() + '"')).orElse(Map.of("if-none-match", "*"));
    }

    private void copy(Place place, S3Response source, PinDocuments.Asked asked, Map<String, String> condition) {
        Map<String, String> headers = new HashMap<>(condition);
        headers.put("x-amz-copy-source", "/" + place.bucket() + "/" + UriEncoding.encodePath(place.key()));
        headers.put("x-amz-copy-source-if-match", source.headers().get("ETag"));
        headers.put("x-amz-metadata-directive", "REPLACE");
        source.headers().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (KEPT.contains(lower) || (lower.startsWith(METADATA) && !lower.equals(ContentIds.HEADER))) {
                headers.put(lower, value);
            }
        });
        headers.remove(METADATA + PinMeta.NAME);
        PinMeta.text(asked.meta()).ifPresent(meta -> headers.put(METADATA + PinMeta.NAME, meta));
        S3Response copied = s3.ofObject("PUT", asked.key(), headers);
        if (copied.status() != 200) {
            throw refusal(copied);
        }
    }

    /** The refusal of S3 as the API words it. */
    static PinFailure refusal(S3Response response) {
        String document = response.body() instanceof ResponseBody.Bytes body ? new String(body.bytes(), StandardCharsets.UTF_8) : "";
        Matcher code = CODE.matcher(document);
        String name = code.find() ? code.group(1) : String.valueOf(response.status());
        return switch (name) {
            case "QuotaExceeded" -> new PinFailure(409, "INSUFFICIENT_FUNDS", "The account's storage quota would be exceeded.");
            case "PreconditionFailed", "ConditionalRequestConflict" -> PinFailure.nameTaken();
            default -> switch (response.status() / 100) {
                case 5 -> PinFailure.tryAgain();
                default -> response.status() == 401 || response.status() == 403
                        ? PinFailure.unauthorized()
                        : PinFailure.badRequest("S3 refused the object: " + name + ".");
            };
        };
    }

    /** The object of a key as it is stored, whoever may read it. */
    Optional<ObjectRecord> stored(String key) {
        return record(key);
    }

    private static PinFailure onNoNetwork() {
        return PinFailure.badRequest("Objects of this bucket have no content ids: it is on no network.");
    }

    /** @throws PinFailure if objects of the bucket have no content ids */
    private void requireNetwork() {
        S3Response head = s3.ofBucket("HEAD", Optional.empty());
        requireAuthorised(head);
        if (head.status() == 404) {
            throw PinFailure.notFound("There is no such bucket.");
        }
        if (!"ipfs".equals(head.headers().get(NetworkHeader.NAME))) {
            throw onNoNetwork();
        }
    }

    /** Removes the object. */
    void remove(PinId id) {
        if (find(id).isEmpty()) {
            throw PinFailure.notFound("There is no such pin.");
        }
        requireAuthorised(s3.ofObject("DELETE", id.key(), Map.of()));
    }
}
