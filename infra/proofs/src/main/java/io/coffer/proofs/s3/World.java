package io.coffer.proofs.s3;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What an account has stored. Immutable. */
public record World(Map<String, Bucket> buckets) {

    public static final World EMPTY = new World(Map.of());
    public static final String NULL_VERSION = "null";

    /** The order of listings: that of the keys' UTF-8 bytes. */
    public static final Comparator<String> ORDER =
            (one, other) -> Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    /** Whether a bucket keeps versions. */
    public enum Versioning {
        NEVER, ENABLED, SUSPENDED
    }

    /**
     * @param keys the versions of each key, newest first; no key without versions
     * @param uploads uploads in progress by their ids
     * @param completed what completed uploads made, by their ids
     */
    public record Bucket(Versioning versioning, NavigableMap<String, List<Version>> keys, NavigableMap<String, Upload> uploads,
            Map<String, Content> completed) {

        static final Bucket NEW = new Bucket(Versioning.NEVER, Collections.unmodifiableNavigableMap(new TreeMap<>(ORDER)),
                Collections.unmodifiableNavigableMap(new TreeMap<>()), Map.of());

        boolean keepsVersions() {
            return versioning != Versioning.NEVER;
        }

        public List<Version> versions(String key) {
            return keys.getOrDefault(key, List.of());
        }

        /** The object that readers of the key see. */
        public Optional<Version> current(String key) {
            return latest(key).filter(version -> !version.isMarker());
        }

        Optional<Version> latest(String key) {
            return versions(key).stream().findFirst();
        }

        public Bucket withVersions(String key, List<Version> versions) {
            NavigableMap<String, List<Version>> changed = new TreeMap<>(ORDER);
            changed.putAll(keys);
            if (versions.isEmpty()) {
                changed.remove(key);
            } else {
                changed.put(key, List.copyOf(versions));
            }
            return new Bucket(versioning, Collections.unmodifiableNavigableMap(changed), uploads, completed);
        }

        Bucket with(Versioning other) {
            return new Bucket(other, keys, uploads, completed);
        }

        Bucket withUpload(String id, Upload upload) {
            NavigableMap<String, Upload> changed = new TreeMap<>(uploads);
            changed.put(id, upload);
            return new Bucket(versioning, keys, Collections.unmodifiableNavigableMap(changed), completed);
        }

        Bucket withoutUpload(String id) {
            NavigableMap<String, Upload> changed = new TreeMap<>(uploads);
            changed.remove(id);
            return new Bucket(versioning, keys, Collections.unmodifiableNavigableMap(changed), completed);
        }

        Bucket withCompleted(String id, Content content) {
            Map<String, Content> changed = new TreeMap<>(completed);
            changed.put(id, content);
            return new Bucket(versioning, keys, uploads, Collections.unmodifiableMap(changed));
        }

        /** Writes an object or a delete marker under its key. */
        Bucket write(String key, Version version) {
            List<Version> versions = new ArrayList<>(versions(key));
            if (versioning != Versioning.ENABLED) {
                versions.removeIf(old -> NULL_VERSION.equals(old.id));
            }
            versions.add(0, version);
            return withVersions(key, versions);
        }

        /** The version of an id, or the one called {@code null}. */
        Optional<Version> version(String key, String id) {
            return versions(key).stream().filter(version -> id.equals(version.id)).findFirst();
        }
    }

    /**
     * An object, or a delete marker.
     *
     * @param id its version id; null if no client has been told
     * @param content {@link Content#NOTHING} for a delete marker
     */
    public record Version(@Nullable String id, Content content, Map<String, String> tags) {

        public boolean isMarker() {
            return content.equals(Content.NOTHING);
        }

        Version withTags(Map<String, String> other) {
            return new Version(id, content, other);
        }
    }

    /** A multipart upload in progress, with its parts by their numbers. */
    public record Upload(String key, NavigableMap<Integer, Content> parts) {}

    public Optional<Bucket> bucket(String name) {
        return Optional.ofNullable(buckets.get(name));
    }

    /** A bucket that is known to be there. */
    Bucket existing(String name) {
        return bucket(name).orElseThrow();
    }

    World with(String name, Bucket bucket) {
        Map<String, Bucket> changed = new TreeMap<>(buckets);
        changed.put(name, bucket);
        return new World(Collections.unmodifiableMap(changed));
    }

    World without(String name) {
        Map<String, Bucket> changed = new TreeMap<>(buckets);
        changed.remove(name);
        return new World(Collections.unmodifiableMap(changed));
    }

    public World change(String name, UnaryOperator<Bucket> change) {
        return with(name, change.apply(existing(name)));
    }
}
