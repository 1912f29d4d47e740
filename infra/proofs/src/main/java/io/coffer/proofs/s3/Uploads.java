package io.coffer.proofs.s3;

import io.coffer.proofs.s3.Objects.Condition;
import io.coffer.proofs.s3.World.Bucket;
import io.coffer.proofs.s3.World.Upload;
import io.coffer.proofs.s3.World.Version;
import io.coffer.proofs.wire.Answer;
import io.coffer.proofs.wire.Call;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Operations of multipart uploads. */
public final class Uploads {

    private static final String UNKNOWN = "?";

    private Uploads() {}

    /** The upload; empty if there is none, and the answer says so. */
    private static Optional<Upload> find(World world, String bucket, String key, String id, Told told) {
        if (Objects.missing(world, bucket, told)) {
            return Optional.empty();
        }
        Optional<Upload> upload = Optional.ofNullable(world.existing(bucket).uploads().get(id))
                .filter(found -> found.key().equals(key));
        if (upload.isEmpty()) {
            told.refused(404, "NoSuchUpload");
        }
        return upload;
    }

    /**
     * CreateMultipartUpload.
     *
     * @param name of the upload, as long as nobody was told its id
     */
    public record Create(String bucket, String key, int name) implements Operation {

        @Override
        public Call call() {
            return Call.of("POST", bucket, key).with("uploads", "");
        }

        @Override
        public World apply(World world, Told told) {
            if (Objects.missing(world, bucket, told)) {
                return world;
            }
            told.succeeded(200);
            told.element("Bucket", bucket);
            told.element("Key", key);
            String id = told.chosenElement("UploadId");
            Upload upload = new Upload(key, Collections.unmodifiableNavigableMap(new TreeMap<>()));
            return world.change(bucket, found -> found.withUpload(id == null ? UNKNOWN + name : id, upload));
        }
    }

    /** UploadPart. */
    public record PutPart(String bucket, String key, String id, int number, Content content) implements Operation {

        @Override
        public Call call() {
            return Call.of("PUT", bucket, key).with("partNumber", number).with("uploadId", id).body(content.bytes());
        }

        @Override
        public World apply(World world, Told told) {
            Optional<Upload> upload = find(world, bucket, key, id, told);
            if (upload.isEmpty()) {
                return world;
            }
            told.succeeded(200);
            told.header("etag", content.quoted());
            return withPart(world, bucket, id, upload.get(), number, content);
        }
    }

    private static World withPart(World world, String bucket, String id, Upload upload, int number, Content content) {
        TreeMap<Integer, Content> parts = new TreeMap<>(upload.parts());
        parts.put(number, content);
        Upload after = new Upload(upload.key(), Collections.unmodifiableNavigableMap(parts));
        return world.change(bucket, found -> found.withUpload(id, after));
    }

    /** UploadPartCopy of a whole object. */
    public record CopyPart(String bucket, String key, String id, int number, String source) implements Operation {

        @Override
        public Call call() {
            return Call.of("PUT", bucket, key).with("partNumber", number).with("uploadId", id)
                    .header("x-amz-copy-source", "/" + bucket + "/" + Call.encoded(source));
        }

        @Override
        public World apply(World world, Told told) {
            Optional<Upload> upload = find(world, bucket, key, id, told);
            if (upload.isEmpty()) {
                return world;
            }
            Optional<Version> found = world.existing(bucket).current(source);
            if (found.isEmpty()) {
                told.refused(404, "NoSuchKey");
                return world;
            }
            told.succeeded(200);
            Content part = Content.ofBytes(found.get().content().bytes());
            told.element("ETag", part.quoted());
            return withPart(world, bucket, id, upload.get(), number, part);
        }
    }

    /**
     * CompleteMultipartUpload. Done once more it succeeds, while the object is what the upload made.
     *
     * @param parts the parts that are named, by number and content, in the order of the document
     * @param least the fewest bytes of a part that is not the last
     */
    public record Complete(String bucket, String key, String id, List<Map.Entry<Integer, Content>> parts, Condition condition, int least)
            implements Operation {

        @Override
        public Call call() {
            StringBuilder document = new StringBuilder("<CompleteMultipartUpload>");
            parts.forEach(part -> document.append("<Part><PartNumber>").append(part.getKey()).append("</PartNumber><ETag>")
                    .append(part.getValue().etag()).append("</ETag></Part>"));
            return condition.on(Call.of("POST", bucket, key).with("uploadId", id)
                    .body(document.append("</CompleteMultipartUpload>").toString().getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public World apply(World world, Told told) {
            Optional<Version> current = world.bucket(bucket).flatMap(found -> found.current(key));
            if (told.answer().filter(answer -> answer.status() == 412).isPresent()) {
                // Its condition was judged after other requests had completed the upload, or replaced parts.
                told.require(condition.refuses(current, told), "200");
                return world;
            }
            Optional<Content> made = current.map(Version::content)
                    .filter(content -> content.equals(world.existing(bucket).completed().get(id)));
            if (made.isPresent()) {
                told.succeeded(200);
                told.element("ETag", made.get().quoted());
                return world;
            }
            Optional<Upload> upload = find(world, bucket, key, id, told);
            if (upload.isEmpty() || refused(upload.get(), told)) {
                return world;
            }
            Bucket found = world.existing(bucket);
            if (condition.refuses(found.current(key), told)) {
                return world;
            }
            Content content = Content.ofParts(parts.stream().map(Map.Entry::getValue).toList());
            told.succeeded(200);
            told.element("ETag", content.quoted());
            String versionId = Objects.writtenId(found, told);
            Version version = new Version(versionId, content, Map.of());
            return world.change(bucket, now -> now.withoutUpload(id).withCompleted(id, content).write(key, version));
        }

        private boolean refused(Upload upload, Told told) {
            int last = 0;
            for (Map.Entry<Integer, Content> part : parts) {
                if (part.getKey() <= last) {
                    told.refused(400, "InvalidPartOrder");
                    return true;
                }
                last = part.getKey();
            }
            if (parts.stream().anyMatch(part -> !part.getValue().equals(upload.parts().get(part.getKey())))) {
                told.refused(400, "InvalidPart");
                return true;
            }
            if (parts.subList(0, parts.size() - 1).stream().anyMatch(part -> part.getValue().bytes().length < least)) {
                told.refused(400, "EntityTooSmall");
                return true;
            }
            return false;
        }
    }

    /** AbortMultipartUpload. */
    public record Abort(String bucket, String key, String id) implements Operation {

        @Override
        public Call call() {
            return Call.of("DELETE", bucket, key).with("uploadId", id);
        }

        @Override
        public World apply(World world, Told told) {
            if (find(world, bucket, key, id, told).isEmpty()) {
                return world;
            }
            told.succeeded(204);
            return world.change(bucket, found -> found.withoutUpload(id));
        }
    }

    /** ListParts. */
    public record ListParts(String bucket, String key, String id) implements Operation {

        @Override
        public Call call() {
            return Call.of("GET", bucket, key).with("uploadId", id);
        }

        @Override
        public World apply(World world, Told told) {
            Optional<Upload> upload = find(world, bucket, key, id, told);
            if (upload.isEmpty()) {
                return world;
            }
            told.succeeded(200);
            told.elements("PartNumber", upload.get().parts().keySet().stream().map(String::valueOf).toList());
            told.elements("ETag", upload.get().parts().values().stream().map(Content::quoted).toList());
            return world;
        }
    }

    /** ListMultipartUploads: all uploads with a prefix. */
    public record ListAll(String bucket, String prefix) implements Operation {

        @Override
        public Call call() {
            return Call.of("GET", bucket).with("uploads", "").with("prefix", prefix);
        }

        @Override
        public World apply(World world, Told told) {
            if (Objects.missing(world, bucket, told)) {
                return world;
            }
            told.succeeded(200);
            return told.answer().map(answer -> compared(world, answer, told)).orElse(world);
        }

        private World compared(World world, Answer answer, Told told) {
            Map<String, Upload> missing = new TreeMap<>(world.existing(bucket).uploads());
            missing.values().removeIf(upload -> !upload.key().startsWith(prefix));
            World known = world;
            List<String> keys = new ArrayList<>();
            for (String listed : answer.elements("Upload")) {
                String key = Answer.elements(listed, "Key").get(0);
                String id = Answer.elements(listed, "UploadId").get(0);
                keys.add(key);
                Optional<Map.Entry<String, Upload>> found = missing.entrySet().stream()
                        .filter(one -> one.getKey().equals(id) || one.getKey().startsWith(UNKNOWN))
                        .filter(one -> one.getValue().key().equals(key))
                        .min(Comparator.comparing(one -> !one.getKey().equals(id)));
                told.require(found.isPresent(), "no upload " + id + " of " + key);
                String name = found.orElseThrow().getKey();
                // Before it is removed: the map may give its entry to another upload then.
                Upload upload = found.get().getValue();
                missing.remove(name);
                known = known.change(bucket, now -> now.withoutUpload(name).withUpload(id, upload));
            }
            told.require(missing.isEmpty(), "uploads " + missing);
            told.require(keys.equals(keys.stream().sorted(World.ORDER).toList()), "keys in their order");
            return known;
        }
    }
}
