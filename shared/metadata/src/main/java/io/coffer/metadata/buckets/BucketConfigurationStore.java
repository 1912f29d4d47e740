package io.coffer.metadata.buckets;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.Ids;
import io.coffer.metadata.Outcome;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.tables.Attempts;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.Item;
import io.coffer.metadata.tables.MetadataBusy;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Table;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The documents buckets are configured with. A bucket's record, which every request reads, says which there are and names the content of
 * each by an id; so what is not configured costs nothing, and what is needed at every request is read once and remembered by that id.
 */
public final class BucketConfigurationStore {

    private static final int MAX_REMEMBERED = 1_000;

    private final OrderedTables tables;
    private final BucketStore buckets;
    private final Map<String, Object> remembered = new ConcurrentHashMap<>();

    public BucketConfigurationStore(OrderedTables tables, BucketStore buckets) {
        this.tables = tables;
        this.buckets = buckets;
    }

    /** A document as it was put: one read, none if the bucket is not configured so. */
    public Optional<byte[]> find(Bucket bucket, BucketConfiguration what) {
        return bucket.configurations().containsKey(what)
                ? tables.get(Table.BUCKET_CONFIGURATIONS, bucket.id(), what.name()).map(Item::value)
                : Optional.empty();
    }

    /**
     * A document as its parser makes it; no read where this process has parsed it before.
     *
     * @param type what the parser makes; one type for each configuration
     */
    public <T> Optional<T> find(Bucket bucket, BucketConfiguration what, Class<T> type, Function<byte[], T> parser) {
        String contentId = bucket.configurations().get(what);
        if (contentId == null) {
            return Optional.empty();
        }
        Object known = remembered.get(contentId);
        if (known != null) {
            return Optional.of(type.cast(known));
        }
        Optional<T> parsed = find(bucket, what).map(parser);
        if (remembered.size() >= MAX_REMEMBERED) {
            remembered.clear();
        }
        parsed.ifPresent(document -> remembered.put(contentId, document));
        return parsed;
    }

    /**
     * Puts a document in place of the one there may be: a read and a commit, with what else is to change in it.
     *
     * @return the bucket as it is now; refused: {@link Refusal.NoBucket}, {@link Refusal.Contended}
     */
    public Outcome<Bucket> put(Bucket bucket, BucketConfiguration what, byte[] document, List<Change> together) {
        String contentId = Ids.random();
        return buckets.update(bucket, now -> Outcome.done(now.withConfiguration(what, contentId)),
                join(together, BucketStore.writing(what, bucket.id(), document)));
    }

    public Outcome<Bucket> put(Bucket bucket, BucketConfiguration what, byte[] document) {
        return put(bucket, what, document, List.of());
    }

    /**
     * Removes a document, if there is one: a read and a commit, with what else is to change in it.
     *
     * @return as {@link #put}
     */
    public Outcome<Bucket> delete(Bucket bucket, BucketConfiguration what, List<Change> together) {
        return buckets.update(
                bucket, now -> Outcome.done(now.withConfiguration(what, null)), join(together, removal(bucket, what)));
    }

    public Outcome<Bucket> delete(Bucket bucket, BucketConfiguration what) {
        return delete(bucket, what, List.of());
    }

    /**
     * Changes a document as it is now: a read of the bucket, one of the document if there is one, a read and a commit.
     *
     * @param change given the document, empty if there is none, what it is to be, empty for none
     * @return the bucket as it is now; refused: {@link Refusal.NoBucket} if it was deleted since it was read, {@link Refusal.Contended}
     * @throws MetadataBusy if others changed the document at every attempt
     */
    public Outcome<Bucket> change(Bucket bucket, BucketConfiguration what, UnaryOperator<Optional<byte[]>> change) {
        return Attempts.upTo(Attempts.FEW, () -> {
            Optional<Bucket> now = buckets.find(bucket.name()).filter(found -> found.id().equals(bucket.id()));
            Outcome<Bucket> changed = now.map(found -> replace(found, what, change.apply(find(found, what))))
                    .orElseGet(() -> Outcome.refused(new Refusal.NoBucket(bucket.name())));
            return Optional.of(changed).filter(outcome -> !outcome.isRefused(Refusal.Overtaken.class));
        }).orElseThrow(MetadataBusy::new);
    }

    /** @return refused, too: {@link Refusal.Overtaken} if another document was put in the place of the one that the bucket had */
    private Outcome<Bucket> replace(Bucket bucket, BucketConfiguration what, Optional<byte[]> document) {
        String contentId = bucket.configurations().get(what);
        @Nullable String newId = document.isPresent() ? Ids.random() : null;
        return buckets.update(
                bucket,
                latest -> Objects.equals(latest.configurations().get(what), contentId)
                        ? Outcome.done(latest.withConfiguration(what, newId))
                        : Outcome.refused(new Refusal.Overtaken()),
                List.of(document.map(put -> BucketStore.writing(what, bucket.id(), put)).orElseGet(() -> removal(bucket, what))));
    }

    private static Change removal(Bucket bucket, BucketConfiguration what) {
        return new Change.Delete(Table.BUCKET_CONFIGURATIONS, bucket.id(), what.name(), Condition.NONE);
    }

    private static List<Change> join(List<Change> together, Change own) {
        return Stream.concat(Stream.of(own), together.stream()).toList();
    }
}
