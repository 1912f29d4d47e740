package io.coffer.proofs.s3;

import io.coffer.proofs.s3.World.Bucket;
import io.coffer.proofs.s3.World.Version;
import io.coffer.proofs.wire.Answer;
import io.coffer.proofs.wire.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Listings of objects and versions: one page each. */
public final class Listings {

    private Listings() {}

    /** Where the common prefix of a key ends; -1 if it has none. */
    private static int commonEnd(String key, String prefix, @Nullable String delimiter) {
        if (delimiter == null) {
            return -1;
        }
        int at = key.indexOf(delimiter, prefix.length());
        return at < 0 ? -1 : at + delimiter.length();
    }

    /** The lines of a listing behind a marker, without its page's bound: keys, and common prefixes once each. */
    private static List<String> lines(Stream<String> keys, String prefix, @Nullable String delimiter, @Nullable String after) {
        TreeSet<String> lines = new TreeSet<>(World.ORDER);
        keys.filter(key -> key.startsWith(prefix)).filter(key -> after == null || World.ORDER.compare(key, after) > 0).forEach(key -> {
            int end = commonEnd(key, prefix, delimiter);
            String line = end < 0 ? key : key.substring(0, end);
            // What a page ended with is not listed again by the next, whose marker may be a common prefix or a key below it.
            boolean listed = end >= 0 && after != null && after.startsWith(line);
            if (!listed) {
                lines.add(line);
            }
        });
        return new ArrayList<>(lines);
    }

    private static boolean isCommon(String line, String prefix, @Nullable String delimiter) {
        return commonEnd(line, prefix, delimiter) == line.length();
    }

    /**
     * ListObjects and ListObjectsV2.
     *
     * @param after {@code marker} or {@code start-after}, null for the beginning
     */
    public record ListObjects(boolean second, String bucket, String prefix, @Nullable String delimiter, @Nullable String after, int maxKeys)
            implements Operation {

        @Override
        public Call call() {
            return Call.of("GET", bucket).with("list-type", second ? "2" : null).with("prefix", prefix)
                    .with("delimiter", delimiter).with(second ? "start-after" : "marker", after).with("max-keys", maxKeys);
        }

        @Override
        public World apply(World world, Told told) {
            if (Objects.missing(world, bucket, told)) {
                return world;
            }
            told.succeeded(200);
            Bucket found = world.existing(bucket);
            List<String> all = lines(
                    found.keys().keySet().stream().filter(key -> found.current(key).isPresent()), prefix, delimiter, after);
            List<String> page = all.subList(0, Math.min(maxKeys, all.size()));
            List<String> keys = page.stream().filter(line -> !isCommon(line, prefix, delimiter)).toList();
            told.element("IsTruncated", all.size() > page.size());
            told.answer().ifPresent(answer -> {
                told.require(answer.elements("Contents").stream()
                        .map(object -> Answer.elements(object, "Key").get(0) + Answer.elements(object, "ETag").get(0)).toList()
                        .equals(keys.stream().map(key -> key + found.current(key).orElseThrow().content().quoted()).toList()),
                        "keys " + keys);
                List<String> prefixes = answer.elements("CommonPrefixes").stream()
                        .map(common -> Answer.elements(common, "Prefix").get(0)).toList();
                told.require(prefixes.equals(page.stream().filter(line -> isCommon(line, prefix, delimiter)).toList()),
                        "common prefixes of " + page);
            });
            if (second) {
                told.element("KeyCount", page.size());
            }
            return world;
        }
    }

    /**
     * ListObjectVersions, from a key on.
     *
     * @param after {@code key-marker}, null for the beginning
     */
    public record ListVersions(String bucket, String prefix, @Nullable String delimiter, @Nullable String after, int maxKeys)
            implements Operation {

        @Override
        public Call call() {
            return Call.of("GET", bucket).with("versions", "").with("prefix", prefix).with("delimiter", delimiter)
                    .with("key-marker", after).with("max-keys", maxKeys);
        }

        /** A line of the listing; one of a common prefix has no version. */
        private record Line(String name, int index, Optional<Version> version) {}

        @Override
        public World apply(World world, Told told) {
            if (Objects.missing(world, bucket, told)) {
                return world;
            }
            told.succeeded(200);
            Bucket found = world.existing(bucket);
            List<Line> all = new ArrayList<>();
            for (String line : lines(found.keys().keySet().stream(), prefix, delimiter, after)) {
                if (isCommon(line, prefix, delimiter)) {
                    all.add(new Line(line, 0, Optional.empty()));
                } else {
                    List<Version> versions = found.versions(line);
                    for (int i = 0; i < versions.size(); i++) {
                        all.add(new Line(line, i, Optional.of(versions.get(i))));
                    }
                }
            }
            List<Line> page = all.subList(0, Math.min(maxKeys, all.size()));
            told.element("IsTruncated", all.size() > page.size());
            told.elements("CommonPrefixes",
                    page.stream().filter(line -> line.version.isEmpty()).map(line -> "<Prefix>" + line.name + "</Prefix>").toList());
            return told.answer().map(answer -> versions(world, page, answer, told)).orElse(world);
        }

        private World versions(World world, List<Line> page, Answer answer, Told told) {
            World known = world;
            List<Line> expected = page.stream().filter(line -> line.version.isPresent()).toList();
            List<String> entries = answer.elements("(?:Version|DeleteMarker)");
            told.require(entries.size() == expected.size(), expected.size() + " versions: " + expected);
            for (int i = 0; i < entries.size(); i++) {
                Line line = expected.get(i);
                Version version = line.version.orElseThrow();
                String id = Answer.elements(entries.get(i), "VersionId").get(0);
                List<String> etag = Answer.elements(entries.get(i), "ETag");
                told.require(Answer.elements(entries.get(i), "Key").equals(List.of(line.name)), "key " + line.name);
                told.require(Answer.elements(entries.get(i), "IsLatest").equals(List.of(String.valueOf(line.index == 0))),
                        "IsLatest for the newest version of " + line.name);
                told.require(etag.equals(version.isMarker() ? List.of() : List.of(version.content().quoted())),
                        version + " of " + line.name);
                if (version.id() == null) {
                    known = Objects.changed(known, bucket, line.name, version,
                            new Version(id, version.content(), version.tags()));
                } else {
                    told.require(id.equals(version.id()), "version id " + version.id());
                }
            }
            return known;
        }
    }
}
