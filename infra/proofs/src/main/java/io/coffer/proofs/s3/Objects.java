package io.coffer.proofs.s3;

import io.coffer.proofs.s3.World.Bucket;
import io.coffer.proofs.s3.World.Version;
import io.coffer.proofs.s3.World.Versioning;
import io.coffer.proofs.wire.Call;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Operations on objects. */
public final class Objects {

    private static final String VERSION_ID = "x-amz-version-id";
    private static final String DELETE_MARKER = "x-amz-delete-marker";

    private Objects() {}

    /**
     * Conditions on the object that a write replaces.
     *
     * @param ifMatch an ETag without quotes, or null
     * @param absent {@code If-None-Match: *}
     */
    public record Condition(@Nullable String ifMatch, boolean absent) {

        public static final Condition NONE = new Condition(null, false);

        Call on(Call call) {
            return call.header("If-Match", ifMatch == null ? null : '"' + ifMatch + '"').header("If-None-Match", absent ? "*" : null);
        }

        /** Whether it is refused. S3 User Guide, Conditional writes: {@code If-Match} on a key without an object is answered 404. */
        boolean refuses(Optional<Version> current, Told told) {
            if (ifMatch != null && current.isEmpty()) {
                told.refused(404, "NoSuchKey");
                return true;
            }
            if ((ifMatch != null && !ifMatch.equals(current.orElseThrow().content().etag())) || (absent && current.isPresent())) {
                told.refused(412, "PreconditionFailed");
                return true;
            }
            return false;
        }
    }

    /** Whether there is no such bucket, and the answer says so. */
    static boolean missing(World world, String bucket, Told told) {
        if (world.bucket(bucket).isPresent()) {
            return false;
        }
        told.refused(404, "NoSuchBucket");
        return true;
    }

    /** The id of what was just written: told while versioning is enabled. */
    static @Nullable String writtenId(Bucket bucket, Told told) {
        if (bucket.versioning() == Versioning.ENABLED) {
            return told.chosenHeader(VERSION_ID);
        }
        told.header(VERSION_ID, null);
        return World.NULL_VERSION;
    }

    /** What a request finds under its key, or under a version id; the answer says so if it is nothing, or a delete marker. */
    private static Optional<Version> find(Bucket bucket, String key, @Nullable String versionId, Told told) {
        Optional<Version> found = versionId == null ? bucket.latest(key) : bucket.version(key, versionId);
        if (found.isEmpty()) {
            told.refused(404, versionId == null ? "NoSuchKey" : "NoSuchVersion");
        } else if (found.get().isMarker()) {
            told.header(DELETE_MARKER, "true");
            if (versionId == null) {
                told.refused(404, "NoSuchKey");
            } else {
                told.refused(405, "MethodNotAllowed");
            }
        }
        return found.filter(version -> !version.isMarker());
    }

    /** Replaces a version by itself, changed, and with its id if that was not known. */
    static World changed(World world, String bucket, String key, Version before, Version after) {
        List<Version> versions = new ArrayList<>(world.existing(bucket).versions(key));
        versions.set(versions.indexOf(before), after);
        return world.change(bucket, found -> found.withVersions(key, versions));
    }

    /** The version as a reader is told of it. */
    private static Version known(Bucket bucket, Version version, Told told) {
        if (!bucket.keepsVersions()) {
            told.header(VERSION_ID, null);
            return version;
        }
        if (version.id() != null) {
            told.header(VERSION_ID, version.id());
            return version;
        }
        return new Version(told.chosenHeader(VERSION_ID), version.content(), version.tags());
    }

    /** PutObject. */
    public record Put(String bucket, String key, Content content, Map<String, String> tags, Condition condition) implements Operation {

        @Override
        public Call call() {
            String tagging = tags.entrySet().stream().map(tag -> tag.getKey() + "=" + tag.getValue()).collect(Collectors.joining("&"));
            return condition.on(Call.of("PUT", bucket, key).body(content.bytes())
                    .header("x-amz-tagging", tags.isEmpty() ? null : tagging));
        }

        @Override
        public World apply(World world, Told told) {
            if (missing(world, bucket, told) || condition.refuses(world.existing(bucket).current(key), told)) {
                return world;
            }
            told.succeeded(200);
            told.header("etag", content.quoted());
            String id = writtenId(world.existing(bucket), told);
            return world.change(bucket, found -> found.write(key, new Version(id, content, tags)));
        }
    }

    /**
     * GetObject and HeadObject.
     *
     * @param range a header, or null
     * @param ifMatch an ETag without quotes, or null, as {@code ifNoneMatch}
     */
    public record Get(String method, String bucket, String key, @Nullable String versionId, @Nullable String range,
            @Nullable String ifMatch, @Nullable String ifNoneMatch) implements Operation {

        public static Get of(String bucket, String key) {
            return new Get("GET", bucket, key, null, null, null, null);
        }

        @Override
        public Call call() {
            return Call.of(method, bucket, key).with("versionId", versionId).header("Range", range)
                    .header("If-Match", ifMatch == null ? null : '"' + ifMatch + '"')
                    .header("If-None-Match", ifNoneMatch == null ? null : '"' + ifNoneMatch + '"');
        }

        @Override
        public World apply(World world, Told told) {
            if (missing(world, bucket, told)) {
                return world;
            }
            Bucket found = world.existing(bucket);
            Optional<Version> version = find(found, key, versionId, told);
            if (version.isEmpty()) {
                return world;
            }
            Content content = version.get().content();
            if (ifMatch != null && !ifMatch.equals(content.etag())) {
                told.refused(412, "PreconditionFailed");
                return world;
            }
            if (ifNoneMatch != null && ifNoneMatch.equals(content.etag())) {
                told.succeeded(304);
                return world;
            }
            Optional<int[]> part = Optional.empty();
            if (range != null) {
                part = Ranges.of(range, content.bytes().length);
                if (part.isPresent() && part.get().length == 0) {
                    told.refused(416, "InvalidRange");
                    return world;
                }
            }
            answer(content, version.get(), part, told);
            Version now = known(found, version.get(), told);
            return now.equals(version.get()) ? world : changed(world, bucket, key, version.get(), now);
        }

        private void answer(Content content, Version version, Optional<int[]> part, Told told) {
            int size = content.bytes().length;
            int first = part.map(run -> run[0]).orElse(0);
            int end = part.map(run -> run[1] + 1).orElse(size);
            told.succeeded(part.isPresent() ? 206 : 200);
            told.header("content-range", part.isPresent() ? "bytes " + first + "-" + (end - 1) + "/" + size : null);
            told.header("content-length", end - first);
            told.header("etag", content.quoted());
            told.header("x-amz-tagging-count", version.tags().isEmpty() ? null : version.tags().size());
            told.body(method.equals("HEAD") ? new byte[0] : Arrays.copyOfRange(content.bytes(), first, end));
        }
    }

    /** DeleteObject. Without a version id, a bucket that keeps versions hides the object behind a delete marker. */
    public record Delete(String bucket, String key, @Nullable String versionId) implements Operation {

        @Override
        public Call call() {
            return Call.of("DELETE", bucket, key).with("versionId", versionId);
        }

        @Override
        public World apply(World world, Told told) {
            if (missing(world, bucket, told)) {
                return world;
            }
            told.succeeded(204);
            Bucket found = world.existing(bucket);
            if (versionId != null) {
                Optional<Version> version = found.version(key, versionId);
                told.header(DELETE_MARKER, version.filter(Version::isMarker).map(marker -> "true").orElse(null));
                told.header(VERSION_ID, versionId);
                return removed(world, bucket, key, versionId);
            }
            if (!found.keepsVersions()) {
                told.header(DELETE_MARKER, null);
                told.header(VERSION_ID, null);
                return world.change(bucket, now -> now.withVersions(key, List.of()));
            }
            told.header(DELETE_MARKER, "true");
            String id = told.chosenHeader(VERSION_ID);
            return hidden(world, bucket, key, id);
        }
    }

    private static World removed(World world, String bucket, String key, String versionId) {
        return world.change(bucket, found -> found.withVersions(key,
                found.versions(key).stream().filter(version -> !versionId.equals(version.id())).toList()));
    }

    /** @param id of the delete marker, as it was told */
    private static World hidden(World world, String bucket, String key, @Nullable String id) {
        boolean enabled = world.existing(bucket).versioning() == Versioning.ENABLED;
        return world.change(bucket, found -> found.write(key, new Version(enabled ? id : World.NULL_VERSION, Content.NOTHING, Map.of())));
    }

    /** DeleteObjects without version ids. The order of the answers is that of the keys. */
    public record DeleteMany(String bucket, List<String> keys) implements Operation {

        @Override
        public Call call() {
            String objects = keys.stream()
                    .map(key -> "<Object><Key>" + key.replace("&", "&amp;") + "</Key></Object>")
                    .collect(Collectors.joining());
            return Call.of("POST", bucket).with("delete", "").document("<Delete>" + objects + "</Delete>");
        }

        @Override
        public World apply(World world, Told told) {
            if (missing(world, bucket, told)) {
                return world;
            }
            told.succeeded(200);
            told.elements("Key", keys);
            World after = world;
            boolean keeps = world.existing(bucket).keepsVersions();
            List<String> ids = told.answer().map(answer -> answer.elements("DeleteMarkerVersionId")).orElse(null);
            told.require(ids == null || ids.size() == (keeps ? keys.size() : 0), "a delete marker for each key");
            for (int i = 0; i < keys.size(); i++) {
                String key = keys.get(i);
                String id = ids == null || !keeps ? null : ids.get(i);
                after = keeps ? hidden(after, bucket, key, id) : after.change(bucket, now -> now.withVersions(key, List.of()));
            }
            return after;
        }
    }

    /**
     * CopyObject.
     *
     * @param tags replace the source's if they are not null
     * @param ifMatch of the source: an ETag without quotes, or null
     * @param condition of the object that the copy replaces
     */
    public record Copy(String from, String source, @Nullable String versionId, String bucket, String key,
            @Nullable Map<String, String> tags, boolean replaceMetadata, @Nullable String ifMatch, Condition condition)
            implements Operation {

        @Override
        public Call call() {
            String version = versionId == null ? "" : "?versionId=" + versionId;
            return condition.on(Call.of("PUT", bucket, key)
                    .header("x-amz-copy-source", "/" + from + "/" + Call.encoded(source) + version)
                    .header("x-amz-metadata-directive", replaceMetadata ? "REPLACE" : null)
                    .header("x-amz-tagging-directive", tags == null ? null : "REPLACE")
                    .header("x-amz-tagging", tags == null || tags.isEmpty() ? null : tags.entrySet().stream()
                            .map(tag -> tag.getKey() + "=" + tag.getValue()).collect(Collectors.joining("&")))
                    .header("x-amz-copy-source-if-match", ifMatch == null ? null : '"' + ifMatch + '"'));
        }

        @Override
        public World apply(World world, Told told) {
            if (missing(world, bucket, told) || missing(world, from, told)) {
                return world;
            }
            if (from.equals(bucket) && source.equals(key) && versionId == null && !replaceMetadata) {
                told.refused(400, "InvalidRequest");
                return world;
            }
            Bucket sources = world.existing(from);
            Optional<Version> found = versionId == null ? sources.current(source) : sources.version(source, versionId);
            if (found.isEmpty()) {
                told.refused(404, versionId == null ? "NoSuchKey" : "NoSuchVersion");
                return world;
            }
            if (found.get().isMarker()) {
                told.refused(400, "InvalidRequest");
                return world;
            }
            if (ifMatch != null && !ifMatch.equals(found.get().content().etag())) {
                told.refused(412, "PreconditionFailed");
                return world;
            }
            Bucket target = world.existing(bucket);
            if (condition.refuses(target.current(key), told)) {
                return world;
            }
            told.succeeded(200);
            told.element("ETag", found.get().content().quoted());
            if (!sources.keepsVersions()) {
                told.header("x-amz-copy-source-version-id", null);
            } else if (found.get().id() != null) {
                told.header("x-amz-copy-source-version-id", found.get().id());
            }
            String id = writtenId(target, told);
            Version copy = new Version(id, found.get().content(), tags == null ? found.get().tags() : tags);
            return world.change(bucket, now -> now.write(key, copy));
        }
    }

    /** PutObjectTagging, and DeleteObjectTagging if there are no tags. */
    public record PutTags(String bucket, String key, @Nullable String versionId, Map<String, String> tags) implements Operation {

        @Override
        public Call call() {
            Call call = Call.of(tags.isEmpty() ? "DELETE" : "PUT", bucket, key).with("tagging", "").with("versionId", versionId);
            return tags.isEmpty() ? call : call.document(Operation.tagging(tags));
        }

        @Override
        public World apply(World world, Told told) {
            return tagged(world, bucket, key, versionId, tags.isEmpty() ? 204 : 200, told, version -> version.withTags(tags));
        }
    }

    /** GetObjectTagging. */
    public record GetTags(String bucket, String key, @Nullable String versionId) implements Operation {

        @Override
        public Call call() {
            return Call.of("GET", bucket, key).with("tagging", "").with("versionId", versionId);
        }

        @Override
        public World apply(World world, Told told) {
            return tagged(world, bucket, key, versionId, 200, told, version -> {
                List<String> expected = version.tags().entrySet().stream()
                        .map(tag -> "<Key>" + tag.getKey() + "</Key><Value>" + tag.getValue() + "</Value>").sorted().toList();
                told.answer().ifPresent(answer -> told.require(
                        answer.elements("Tag").stream().sorted().toList().equals(expected), "tags " + expected));
                return version;
            });
        }
    }

    private static World tagged(
            World world, String bucket, String key, @Nullable String versionId, int status, Told told, UnaryOperator<Version> change) {
        if (missing(world, bucket, told)) {
            return world;
        }
        Bucket found = world.existing(bucket);
        Optional<Version> version = find(found, key, versionId, told);
        if (version.isEmpty()) {
            return world;
        }
        told.succeeded(status);
        Version after = change.apply(known(found, version.get(), told));
        return after.equals(version.get()) ? world : changed(world, bucket, key, version.get(), after);
    }

    /** Ranges as S3 understands them. */
    private static final class Ranges {

        /** First and last byte; an array of none if nothing of the range is there; empty if the header is not heeded. */
        static Optional<int[]> of(String header, int size) {
            String[] ends = header.replace("bytes=", "").split("-", -1);
            if (ends[0].isEmpty()) {
                int suffix = Integer.parseInt(ends[1]);
                if (suffix == 0) {
                    return Optional.of(new int[0]);
                }
                return size == 0 ? Optional.empty() : Optional.of(new int[] {Math.max(0, size - suffix), size - 1});
            }
            int first = Integer.parseInt(ends[0]);
            int last = ends[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(ends[1]);
            if (last < first) {
                return Optional.empty();
            }
            return Optional.of(first >= size ? new int[0] : new int[] {first, Math.min(last, size - 1)});
        }
    }
}
