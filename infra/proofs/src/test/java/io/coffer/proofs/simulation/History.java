package io.coffer.proofs.simulation;

import io.coffer.proofs.s3.Buckets;
import io.coffer.proofs.s3.Objects;
import io.coffer.proofs.s3.Operation;
import io.coffer.proofs.s3.Uploads;
import io.coffer.proofs.s3.Violation;
import io.coffer.proofs.s3.World;
import io.coffer.proofs.s3.World.Version;
import io.coffer.proofs.wire.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What several clients asked at the same time, and whether it can have happened one after the other (linearizability: Herlihy and Wing
 * 1990; the search is Wing and Gong's, with the memory of Lowe). A copy takes effect in two steps, since S3 does not promise that the
 * source is still there when the copy appears.
 */
final class History {

    /**
     * A request.
     *
     * @param answer one that {@linkplain Answer#leavesOpen leaves open} what became of it may stand for either
     */
    record Entry(Operation operation, long began, long ended, Answer answer) {

        @Override
        public String toString() {
            return "%d-%d %s: %s".formatted(began, ended, operation, answer.status() == 0 ? "no answer" : answer);
        }
    }

    private static final int DELETED = 204;

    private final List<Entry> entries = new ArrayList<>();
    private long moments;

    /** A moment after all moments before. */
    long now() {
        return moments++;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    void add(Entry entry) {
        entries.add(entry);
    }

    /**
     * What may be stored now.
     *
     * @param before what may have been stored before
     * @throws AssertionError if no order explains the answers
     */
    Set<World> explain(Set<World> before) {
        Set<World> after = new LinkedHashSet<>();
        Set<Node> seen = new HashSet<>();
        before.forEach(world -> search(new Node(world, 0, Map.of()), seen, after));
        if (after.isEmpty()) {
            throw new AssertionError("no order of these requests explains their answers:\n  "
                    + entries.stream().map(Entry::toString).collect(Collectors.joining("\n  ")) + "\nbefore: " + before);
        }
        return after;
    }

    /**
     * @param done the entries that have taken effect, by their bits
     * @param sources what copies in progress have read
     */
    private record Node(World world, long done, Map<Integer, List<Version>> sources) {}

    private void search(Node node, Set<Node> seen, Set<World> after) {
        if (!seen.add(node)) {
            return;
        }
        if (node.done == (1L << entries.size()) - 1) {
            after.add(node.world);
            return;
        }
        long firstEnd = Long.MAX_VALUE;
        for (int i = 0; i < entries.size(); i++) {
            if ((node.done & 1L << i) == 0) {
                firstEnd = Math.min(firstEnd, entries.get(i).ended);
            }
        }
        for (int i = 0; i < entries.size(); i++) {
            if ((node.done & 1L << i) == 0 && entries.get(i).began <= firstEnd) {
                step(node, i, seen, after);
            }
        }
    }

    private void step(Node node, int index, Set<Node> seen, Set<World> after) {
        Entry entry = entries.get(index);
        Source source = Source.of(entry.operation);
        if (source != null && !node.sources.containsKey(index)) {
            Map<Integer, List<Version>> sources = new TreeMap<>(node.sources);
            sources.put(index, source.versions(node.world));
            search(new Node(node.world, node.done, sources), seen, after);
            return;
        }
        Map<Integer, List<Version>> sources = new TreeMap<>(node.sources);
        List<Version> read = sources.remove(index);
        World world = source == null ? withoutRefused(entry, node) : source.with(node.world, read);
        for (World next : outcomes(entry, world)) {
            World now = source == null ? next : source.with(next, source.versions(node.world));
            search(new Node(now, node.done | 1L << index, sources), seen, after);
        }
    }

    /**
     * What the deletion of a bucket finds in it. A write that met the deletion is refused after it has stored its object, which goes away
     * with the bucket; until then others may have read it.
     */
    private World withoutRefused(Entry deletion, Node node) {
        World world = node.world;
        if (deletion.operation instanceof Buckets.Delete && deletion.answer.status() == DELETED) {
            for (int i = 0; i < entries.size(); i++) {
                Entry entry = entries.get(i);
                if ((node.done & 1L << i) != 0 && entry.operation instanceof Objects.Put put
                        && entry.answer.code().equals("OperationAborted") && world.bucket(put.bucket()).isPresent()) {
                    world = world.change(put.bucket(), bucket -> bucket.withVersions(put.key(), bucket.versions(put.key()).stream()
                            .filter(version -> !version.content().equals(put.content())).toList()));
                }
            }
        }
        return world;
    }

    private static Set<World> outcomes(Entry entry, World world) {
        try {
            return entry.answer.leavesOpen() ? entry.operation.possible(world) : Set.of(entry.operation.accept(world, entry.answer));
        } catch (Violation e) {
            return Set.of();
        }
    }

    /** The object that a copy reads, if it is another than the one it writes. */
    private record Source(String bucket, String key) {

        static Source of(Operation operation) {
            if (operation instanceof Objects.Copy copy) {
                boolean same = copy.from().equals(copy.bucket()) && copy.source().equals(copy.key());
                return same ? null : new Source(copy.from(), copy.source());
            }
            return operation instanceof Uploads.CopyPart copy ? new Source(copy.bucket(), copy.source()) : null;
        }

        List<Version> versions(World world) {
            return world.bucket(bucket).map(found -> found.versions(key)).orElse(List.of());
        }

        World with(World world, List<Version> versions) {
            return world.bucket(bucket).isEmpty() ? world : world.change(bucket, found -> found.withVersions(key, versions));
        }
    }
}
