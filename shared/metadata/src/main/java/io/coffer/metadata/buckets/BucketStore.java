package io.coffer.metadata.buckets;

import io.coffer.metadata.AccessList;
import io.coffer.metadata.Account;
import io.coffer.metadata.Bucket;
import io.coffer.metadata.BucketConfiguration;
import io.coffer.metadata.BucketNetwork;
import io.coffer.metadata.Ids;
import io.coffer.metadata.Outcome;
import io.coffer.metadata.Recounting;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.Versioning;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.reclaim.Reclaim;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.tables.Attempts;
import io.coffer.metadata.tables.Change;
import io.coffer.metadata.tables.Change.Condition;
import io.coffer.metadata.tables.CommitConflict;
import io.coffer.metadata.tables.DecodedRecords;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Query;
import io.coffer.metadata.tables.Records;
import io.coffer.metadata.tables.Stored;
import io.coffer.metadata.tables.Table;
import io.coffer.metadata.usage.RecountStep;
import io.coffer.metadata.usage.UsageStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Buckets by name, unique across accounts.
 *
 * <p>A write into a bucket and the bucket's deletion may meet. So that no acknowledged write is lost and writes need not touch the
 * bucket's item, a deletion first marks the bucket, waits until every lease on it has ended that was begun before, then looks whether it
 * is empty; a write first commits, then calls {@link #stillThere} before it is acknowledged. If a lease still runs then, the deletion has
 * yet to look, and sees what was written; else the bucket is read, and whichever comes second sees the other.
 */
public final class BucketStore {

    /**
     * What a bucket must have nothing in to be deleted, in the order in which it is looked at. A commit may move the only object meanwhile:
     * from an upload, or from the versions, to the objects, which are looked at later, or from the objects to the versions, which are
     * looked at once more.
     */
    private static final List<Table> CONTENTS = List.of(Table.UPLOAD_KEYS, Table.VERSION_KEYS, Table.OBJECTS, Table.VERSION_KEYS);
    /** A deletion takes milliseconds; a mark this old was left by a process that died. */
    private static final long STALE_MARK_MILLIS = 60_000;

    private final OrderedTables tables;
    private final AccountStore accounts;
    private final ReclaimQueue reclaim;
    private final Clock clock;
    private final BucketLeases leases;
    private final DecodedRecords<Bucket> decoded = new DecodedRecords<>(Bucket.class);

    public BucketStore(OrderedTables tables, AccountStore accounts, Clock clock) {
        this(tables, accounts, BucketLeases.of(tables.bucketLease(), clock), clock);
    }

    public BucketStore(OrderedTables tables, AccountStore accounts, BucketLeases leases, Clock clock) {
        this.leases = leases;
        this.tables = tables;
        this.accounts = accounts;
        this.reclaim = new ReclaimQueue(tables, clock);
        this.clock = clock;
    }

    /** A bucket as it is now: one read. */
    public Optional<Bucket> find(String name) {
        return stored(name).map(Stored::record);
    }

    /** A bucket as no change that was told has left it behind: one read, none while a {@linkplain BucketLeases lease} runs. */
    public Optional<Bucket> findForRequest(String name) {
        return leases.find(name, this::find);
    }

    /**
     * Creates a bucket: a read of the account, one commit of three items.
     *
     * @param acl the list a bucket of the account begins with
     * @param documents what it is configured with from the beginning
     * @return the bucket; if the account owns one of that name already, that one, unchanged; refused: {@link Refusal.BucketNameTaken},
     *     {@link Refusal.TooManyBuckets}, {@link Refusal.NoAccount}, {@link Refusal.Contended}
     */
    public Outcome<Bucket> create(String name, String accountId, String region, Function<Account, AccessList> acl,
            Map<BucketConfiguration, byte[]> documents, BucketNetwork network) {
        return Attempts.outcome(Attempts.FEW, () -> {
            Optional<Bucket> existing = find(name);
            if (existing.isPresent()) {
                return existing.filter(bucket -> bucket.accountId().equals(accountId))
                        .map(Outcome::done)
                        .orElseGet(() -> Outcome.refused(new Refusal.BucketNameTaken(name)));
            }
            return account(accountId).then(account -> {
                Integer most = account.record().limits().maxBuckets();
                if (most != null && account.record().buckets() >= most) {
                    return Outcome.refused(new Refusal.TooManyBuckets());
                }
                Map<BucketConfiguration, String> contentIds = new EnumMap<>(BucketConfiguration.class);
                documents.keySet().forEach(what -> contentIds.put(what, Ids.random()));
                Bucket bucket = new Bucket(name, Ids.random(), accountId, region, acl.apply(account.record()), clock.millis(), null, null,
                        contentIds, network, null);
                tables.commit(creation(bucket, account, documents));
                return Outcome.done(bucket);
            });
        });
    }

    /** As {@link #create}, of a bucket on no network. */
    public Outcome<Bucket> create(String name, String accountId, String region, Function<Account, AccessList> acl,
            Map<BucketConfiguration, byte[]> documents) {
        return create(name, accountId, region, acl, documents, BucketNetwork.NONE);
    }

    private static List<Change> creation(Bucket bucket, Stored<Account> account, Map<BucketConfiguration, byte[]> documents) {
        List<Change> changes = new ArrayList<>();
        changes.add(put(bucket, Condition.ABSENT));
        changes.add(new Change.Put(Table.OWNED_BUCKETS, bucket.accountId(), bucket.name(), Records.write(bucket), Condition.NONE));
        changes.add(count(account, 1));
        documents.forEach((what, document) -> changes.add(writing(what, bucket.id(), document)));
        return changes;
    }

    private static Change count(Stored<Account> account, int more) {
        return AccountStore.put(
                account.record().withBuckets(account.record().buckets() + more), Condition.revision(account.revision()));
    }

    /** An account's buckets in the order of their names, beginning behind {@code after} (null for the first): one query. */
    public List<Bucket> list(String accountId, String prefix, @Nullable String after, int limit) {
        boolean behind = after != null && after.compareTo(prefix) >= 0;
        String from = behind ? after : prefix.isEmpty() ? null : prefix;
        String to = prefix.isEmpty() ? null : prefix + Character.MAX_VALUE;
        return tables.query(new Query(Table.OWNED_BUCKETS, accountId, from, !behind, to, limit, false)).stream()
                .map(item -> Records.read(item.value(), Bucket.class))
                .toList();
    }

    /**
     * Deletes a bucket that has neither objects nor versions nor uploads in progress: two commits, four queries of one item. Another
     * bucket that has its name by now stays.
     *
     * @return the bucket; refused: {@link Refusal.NoBucket}, {@link Refusal.BucketNotEmpty}, {@link Refusal.NoAccount},
     *     {@link Refusal.Contended}
     */
    public Outcome<Bucket> delete(Bucket bucket) {
        return Attempts.outcome(Attempts.FEW, () -> existing(bucket).then(now -> {
            long since = clock.millis();
            mark(now, since);
            leases.awaitEnds(bucket.name());
            return finishDeletion(bucket, since);
        }));
    }

    private Outcome<Stored<Bucket>> existing(String name) {
        return stored(name).map(Outcome::done).orElseGet(() -> Outcome.refused(new Refusal.NoBucket(name)));
    }

    /** The bucket's record as it is now; refused if it was deleted since it was read. */
    private Outcome<Stored<Bucket>> existing(Bucket bucket) {
        return existing(bucket.name()).then(found -> found.record().id().equals(bucket.id())
                ? Outcome.done(found)
                : Outcome.refused(new Refusal.NoBucket(bucket.name())));
    }

    /**
     * Ends the deletion that was marked then.
     *
     * @throws CommitConflict if the mark is no longer there. This process stood still so long that a write took the mark for one of a
     *     process that died: leases may have begun since, whose ends were not awaited.
     */
    private Outcome<Bucket> finishDeletion(Bucket begun, Long since) {
        return existing(begun).then(marked -> {
            Bucket bucket = marked.record();
            if (!since.equals(bucket.deleting())) {
                throw new CommitConflict(Set.of());
            }
            if (CONTENTS.stream().anyMatch(table -> !tables.query(Query.first(table, bucket.id(), 1)).isEmpty())) {
                mark(marked, null);
                return Outcome.refused(new Refusal.BucketNotEmpty(bucket.name()));
            }
            return account(bucket.accountId()).map(account -> {
                tables.commit(deletion(marked, account));
                return bucket;
            });
        });
    }

    private Change remains(Bucket bucket) {
        return reclaim.hand(new Reclaim.Bucket(bucket.id(), bucket.name()));
    }

    private List<Change> deletion(Stored<Bucket> marked, Stored<Account> account) {
        Bucket bucket = marked.record();
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.Delete(Table.BUCKETS, bucket.name(), Bucket.SORT, Condition.revision(marked.revision())));
        changes.add(new Change.Delete(Table.OWNED_BUCKETS, bucket.accountId(), bucket.name(), Condition.NONE));
        changes.add(UsageStore.forget(bucket));
        // For a write that commits after this and dies before it asks whether the bucket is still there.
        changes.add(remains(bucket));
        changes.add(count(account, -1));
        bucket.configurations().keySet().forEach(what ->
                changes.add(new Change.Delete(Table.BUCKET_CONFIGURATIONS, bucket.id(), what.name(), Condition.NONE)));
        if (bucket.configurations().containsKey(BucketConfiguration.LIFECYCLE)) {
            changes.add(LifecycleIndex.leave(bucket.name()));
        }
        return changes;
    }

    /**
     * Gives a bucket another access control list: a read and a commit.
     *
     * @return the bucket as it is now; refused: {@link Refusal.NoBucket}, {@link Refusal.Contended}
     */
    public Outcome<Bucket> putAccessControlList(Bucket bucket, AccessList list) {
        return update(bucket, now -> Outcome.done(now.withAccessControlList(list)), List.of());
    }

    /**
     * Changes whether a bucket keeps versions: a read and a commit.
     *
     * @return the bucket as it is now; refused: {@link Refusal.NoBucket}, {@link Refusal.Contended}
     */
    public Outcome<Bucket> putVersioning(Bucket bucket, Versioning versioning) {
        return update(bucket, now -> Outcome.done(now.withVersioning(versioning)), List.of());
    }

    /**
     * Changes a bucket's record as it is now.
     *
     * @param change may refuse
     * @param together changes that belong to it
     * @return the bucket as it is now; refused: {@link Refusal.NoBucket} if it was deleted since it was read, {@link Refusal.Contended},
     *     and what {@code change} refuses
     */
    Outcome<Bucket> update(Bucket bucket, Function<Bucket, Outcome<Bucket>> change, List<Change> together) {
        Outcome<Bucket> outcome = Attempts.outcome(
                Attempts.FEW, () -> existing(bucket).then(now -> change.apply(now.record()).map(changed -> {
                    List<Change> changes = new ArrayList<>();
                    changes.add(put(changed, Condition.revision(now.revision())));
                    changes.addAll(together);
                    tables.commit(changes);
                    return changed;
                })));
        if (outcome.answer().isPresent()) {
            leases.awaitEnds(bucket.name());
        }
        return outcome;
    }

    /**
     * Takes a step of a recount: a read of the bucket, one commit of its record and its counts, and what the step reads. When it returns,
     * no process goes on with what the record said before.
     *
     * @param step given the bucket as it is now; empty if there is nothing to do
     * @return where the recount has come to; empty if the bucket is gone, or there was nothing to do
     */
    public Optional<Recounting> recount(Bucket bucket, Function<Bucket, Optional<RecountStep>> step) {
        Optional<Recounting> reached = Attempts.at(() -> stored(bucket.name())
                .filter(now -> now.record().id().equals(bucket.id()))
                .flatMap(now -> step.apply(now.record()).map(taken -> {
                    Bucket changed = now.record().withRecounting(taken.recounting());
                    tables.commit(List.of(put(changed, Condition.revision(now.revision())), taken.counts()));
                    return taken.recounting();
                })));
        reached.ifPresent(now -> leases.awaitEnds(bucket.name()));
        return reached;
    }

    private void mark(Stored<Bucket> bucket, @Nullable Long since) {
        tables.commit(List.of(put(bucket.record().withDeleting(since), Condition.revision(bucket.revision()))));
    }

    /**
     * Asked by a write after its commit and before its acknowledgement: one read, none while a lease runs. What was written into a bucket
     * that is gone is handed to the sweep: a commit more.
     *
     * @return the bucket; refused: {@link Refusal.NoBucket}, {@link Refusal.BucketBeingDeleted}
     */
    public Outcome<Bucket> stillThere(Bucket bucket) {
        if (leases.covers(bucket)) {
            return Outcome.done(bucket);
        }
        Outcome<Stored<Bucket>> found = existing(bucket);
        if (found.isRefused(Refusal.NoBucket.class)) {
            tables.commit(List.of(remains(bucket)));
        }
        return found.then(now -> {
            Long deleting = now.record().deleting();
            if (deleting == null) {
                return Outcome.done(now.record());
            }
            if (clock.millis() - deleting < STALE_MARK_MILLIS) {
                return Outcome.refused(new Refusal.BucketBeingDeleted());
            }
            try {
                mark(now, null);
                return Outcome.done(now.record().withDeleting(null));
            } catch (CommitConflict e) {
                return Outcome.refused(new Refusal.BucketBeingDeleted());
            }
        });
    }

    private Outcome<Stored<Account>> account(String accountId) {
        return accounts.stored(accountId).map(Outcome::done).orElseGet(() -> Outcome.refused(new Refusal.NoAccount()));
    }

    private Optional<Stored<Bucket>> stored(String name) {
        return tables.get(Table.BUCKETS, name, Bucket.SORT).map(item -> decoded.stored(name, item));
    }

    private static Change put(Bucket bucket, Condition condition) {
        return new Change.Put(Table.BUCKETS, bucket.name(), Bucket.SORT, Records.write(bucket), condition);
    }

    /** The change that writes a document, for the commit that makes its bucket name it. */
    static Change writing(BucketConfiguration what, String bucketId, byte[] document) {
        return new Change.Put(Table.BUCKET_CONFIGURATIONS, bucketId, what.name(), document, Condition.NONE);
    }
}
