package io.coffer.proofs.s3;

import io.coffer.proofs.s3.Objects.Condition;
import io.coffer.proofs.s3.World.Bucket;
import io.coffer.proofs.s3.World.Upload;
import io.coffer.proofs.s3.World.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A request by numbers, which name versions and uploads by what there is when its turn comes. So a sequence of steps stays one if some are
 * taken out, and the smaller the numbers, the simpler the request.
 *
 * @param kind of the operation
 * @param pick of versions, uploads and conditions
 * @param seed of the bytes that are written
 */
public record Step(Kind kind, int bucket, int key, int otherKey, int pick, int size, int variant, int seed) {

    /** Operations; the more often one stands here, the more often it is asked for. */
    public enum Kind {
        PUT, GET, DELETE, PUT_IF, HEAD, RANGE, PUT_LARGE, LIST, LIST_VERSIONS, VERSIONING, COPY, COPY_TO_OTHER, DELETE_VERSION, GET_VERSION,
        DELETE_MANY, CREATE_UPLOAD, PUT_PART, PUT_OTHER_PART, COPY_PART, COMPLETE, COMPLETE_IF, ABORT, LIST_PARTS, LIST_UPLOADS, PUT_TAGS,
        GET_TAGS, READ_IF, COPY_ONTO_ITSELF, CREATE_BUCKET, DELETE_BUCKET, LIST_BUCKETS
    }

    public static final int BUCKETS = 2;
    /** Keys that begin like each other, that have to be encoded, and whose order in UTF-8 is not that of Java's characters. */
    public static final List<String> KEYS = List.of("a", "a/b", "a/c", "a/c/d", "b", "a b+%&", "\uffee", "\ud83d\ude00");
    private static final List<Integer> SIZES = List.of(0, 1, 8, 16, 17, 40);
    private static final List<String> RANGES = List.of("bytes=0-0", "bytes=0-", "bytes=1-7", "bytes=-3", "bytes=16-16", "bytes=30-100",
            "bytes=-0", "bytes=5-2", "bytes=-100");
    private static final List<String> PREFIXES = List.of("", "a", "a/", "a/c", "b", "x");
    public static final int NUMBERS = 12;

    /** What steps are to know of the endpoint they go to. */
    public record Target(String bucketPrefix, int leastPart) {

        public String bucket(int number) {
            return bucketPrefix + "-" + number;
        }
    }

    public static Step random(Random random, List<Kind> kinds, int buckets, int keys, int seed) {
        return new Step(kinds.get(random.nextInt(kinds.size())), random.nextInt(buckets), random.nextInt(keys), random.nextInt(keys),
                random.nextInt(NUMBERS), random.nextInt(NUMBERS), random.nextInt(NUMBERS), seed);
    }

    private static <T> T of(List<T> choices, int number) {
        return choices.get(Math.floorMod(number, choices.size()));
    }

    /** The request that this is where so much is stored. */
    public Operation operation(World world, Target target) {
        String name = target.bucket(bucket);
        String path = of(KEYS, key);
        String other = of(KEYS, otherKey);
        Optional<Bucket> found = world.bucket(name);
        return switch (kind) {
            case CREATE_BUCKET -> new Buckets.Create(name);
            case DELETE_BUCKET -> new Buckets.Delete(name);
            case VERSIONING -> new Buckets.PutVersioning(name, pick % 3 != 2);
            case LIST_BUCKETS -> new Buckets.ListAll(target.bucketPrefix);
            case PUT -> new Objects.Put(name, path, content(), Map.of(), Condition.NONE);
            case PUT_LARGE -> new Objects.Put(name, path, Content.of(seed, 40), tags(), Condition.NONE);
            case PUT_IF -> new Objects.Put(name, path, content(), tags(), condition(found, path));
            case GET -> Objects.Get.of(name, path);
            case HEAD -> new Objects.Get("HEAD", name, path, version(found, path), null, null, null);
            case RANGE -> new Objects.Get("GET", name, path, null, of(RANGES, pick), null, null);
            case GET_VERSION -> new Objects.Get("GET", name, path, version(found, path), null, null, null);
            case READ_IF -> new Objects.Get(variant % 2 == 0 ? "GET" : "HEAD", name, path, null, null,
                    pick % 3 == 0 ? etag(found, path, pick / 3) : null, pick % 3 == 1 ? etag(found, path, pick / 3) : null);
            case DELETE -> new Objects.Delete(name, path, null);
            case DELETE_VERSION -> new Objects.Delete(name, path, version(found, path));
            case DELETE_MANY -> new Objects.DeleteMany(name, path.equals(other) ? List.of(path) : List.of(path, other));
            case COPY -> copy(name, other, found, name, path);
            case COPY_ONTO_ITSELF -> copy(name, path, found, name, path);
            case COPY_TO_OTHER -> copy(name, other, found, target.bucket((bucket + 1) % BUCKETS), path);
            case PUT_TAGS -> new Objects.PutTags(name, path, version(found, path), tags());
            case GET_TAGS -> new Objects.GetTags(name, path, version(found, path));
            case LIST -> new Listings.ListObjects(variant % 2 == 0, name, of(PREFIXES, pick), pick % 2 == 0 ? null : "/", marker(),
                    pages());
            case LIST_VERSIONS -> new Listings.ListVersions(name, of(PREFIXES, pick), pick % 2 == 0 ? null : "/", marker(), pages());
            case LIST_UPLOADS -> new Uploads.ListAll(name, of(PREFIXES, pick));
            default -> upload(name, path, other, found, target);
        };
    }

    private Operation upload(String name, String path, String other, Optional<Bucket> found, Target target) {
        if (kind == Kind.CREATE_UPLOAD) {
            return new Uploads.Create(name, path, seed);
        }
        List<Map.Entry<String, Upload>> uploads = found.map(bucket -> List.copyOf(bucket.uploads().entrySet())).orElse(List.of());
        if (uploads.isEmpty()) {
            return new Uploads.Abort(name, path, "none");
        }
        String id = of(uploads, pick).getKey();
        Upload upload = of(uploads, pick).getValue();
        return switch (kind) {
            case PUT_PART -> new Uploads.PutPart(name, upload.key(), id, 1, content());
            case PUT_OTHER_PART -> new Uploads.PutPart(name, upload.key(), id, 1 + variant % 3, Content.of(seed, 8 + size));
            case COPY_PART -> new Uploads.CopyPart(name, upload.key(), id, 1 + variant % 3, other);
            case COMPLETE, COMPLETE_IF -> new Uploads.Complete(name, upload.key(), id, parts(upload),
                    kind == Kind.COMPLETE ? Condition.NONE : condition(found, upload.key()), target.leastPart);
            case ABORT -> new Uploads.Abort(name, upload.key(), id);
            default -> new Uploads.ListParts(name, upload.key(), id);
        };
    }

    /** All parts there are, mostly. */
    private List<Map.Entry<Integer, Content>> parts(Upload upload) {
        List<Map.Entry<Integer, Content>> parts = new ArrayList<>();
        upload.parts().forEach((number, part) -> parts.add(Map.entry(number, part)));
        if (variant % 6 == 5 && parts.size() > 1) {
            parts.remove(0);
        } else if (variant % 6 == 4 && parts.size() > 1) {
            parts.add(parts.remove(0));
        }
        if (parts.isEmpty() || variant == 9) {
            parts.add(Map.entry(4, content()));
        }
        return parts;
    }

    private Content content() {
        return Content.of(seed, of(SIZES, size));
    }

    private Map<String, String> tags() {
        return variant % 3 == 0 ? Map.of() : Map.of("tag", "value" + variant % 3);
    }

    private int pages() {
        return size % 3 == 0 ? 1000 : 1 + size % 3;
    }

    private @Nullable String marker() {
        return variant % 3 == 0 ? null : of(KEYS, otherKey) + (variant % 3 == 2 ? "/" : "");
    }

    private Operation copy(String from, String source, Optional<Bucket> found, String to, String path) {
        return new Objects.Copy(from, source, pick % 4 == 3 ? version(found, source) : null, to, path,
                variant % 4 == 3 ? tags() : null, variant % 4 == 0, pick % 4 == 2 ? etag(found, source, size) : null,
                pick % 4 == 1 ? condition(Optional.empty(), path) : Condition.NONE);
    }

    private Condition condition(Optional<Bucket> found, String path) {
        return pick % 2 == 0 ? new Condition(null, true) : new Condition(etag(found, path, pick / 2), false);
    }

    /** The ETag of the current object or, by another number, one that nothing has. */
    private String etag(Optional<Bucket> found, String path, int number) {
        return found.flatMap(bucket -> bucket.current(path))
                .filter(version -> number % 3 != 2)
                .map(version -> version.content().etag())
                .orElse("00000000000000000000000000000000");
    }

    private String version(Optional<Bucket> found, String path) {
        List<String> ids = new ArrayList<>(found.map(bucket -> bucket.versions(path)).orElse(List.of()).stream()
                .map(Version::id).filter(id -> id != null).toList());
        ids.add(World.NULL_VERSION);
        return of(ids, pick);
    }
}
