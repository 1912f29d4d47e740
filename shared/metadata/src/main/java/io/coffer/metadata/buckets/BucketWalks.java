package io.coffer.metadata.buckets;

import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Records;
import io.coffer.metadata.tables.Table;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far walks over the buckets of all accounts have come, so that the next run goes on where the last one stopped. */
public final class BucketWalks {

    /** Of {@link Table#LIFECYCLES}: an item for each kind of walk. */
    public static final String PARTITION = "walks";

    private final OrderedTables tables;

    public BucketWalks(OrderedTables tables) {
        this.tables = tables;
    }

    /**
     * The last walk of a kind.
     *
     * @param began in milliseconds since the epoch
     * @param place behind which it goes on; null if it came to its end
     */
    public record Walk(long began, @Nullable Place place) {}

    /**
     * A place in the order of accounts, of their buckets, and of these buckets' keys. Whatever it names need not be there any more.
     *
     * @param account null for the beginning
     * @param bucket the account's last one that was begun; null if all of them are done
     * @param key the bucket's last one that was done; null if the bucket is done
     */
    public record Place(@Nullable String account, @Nullable String bucket, @Nullable String key) {

        public static final Place BEGINNING = new Place(null, null, null);
    }

    /** The last walk of a kind, empty if there was none: one query, since no function may read a single item of this table. */
    public Optional<Walk> find(String kind) {
        return tables.query(new Query(Table.LIFECYCLES, PARTITION, kind, true, null, 1, false)).stream()
                .filter(item -> item.sort().equals(kind))
                .map(item -> Records.read(item.value(), Walk.class))
                .findFirst();
    }

    /** Notes how far a walk has come: one commit. */
    public void put(String kind, Walk walk) {
        tables.commit(List.of(new Change.Put(Table.LIFECYCLES, PARTITION, kind, Records.write(walk), Condition.NONE)));
    }
}
