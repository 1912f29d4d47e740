package io.coffer.metadata;

import io.coffer.access.AccessControlList;
import io.coffer.metadata.Change.Condition;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Buckets by name, unique across accounts.
 *
 * <p>A write into a bucket and the bucket's deletion may meet. So that no acknowledged write is lost and writes need not touch the
 * bucket's item, a deletion first marks the bucket, then looks whether it is empty; a write first commits, then calls
 * {@link #requireStillThere} before it is acknowledged. Whichever comes second sees the other.
 */
public final class BucketStore {

    private static final int ATTEMPTS = 20;
    /** What a bucket must have nothing in to be deleted. */
    private static final List<Table> CONTENTS = List.of(Table.OBJECTS, Table.VERSION_KEYS, Table.UPLOAD_KEYS);
    /** A deletion takes milliseconds; a mark this old was left by a process that died. */
    private static final long STALE_MARK_MILLIS = 60_000;

    private final OrderedTables tables;
    private final AccountStore accounts;
    private final Clock clock;

    public BucketStore(OrderedTables tables, AccountStore accounts, Clock clock) {
        this.tables = tables;
        this.accounts = accounts;
        this.clock = clock;
    }

    public Optional<Bucket> find(String name) {
        return stored(name).map(Stored::record);
    }

    /**
     * Creates a bucket: a read of the account, one commit of three items.
     *
     * @param acl the list a bucket of the account begins with
     * @param documents what it is configured with from the beginning
     * @return the bucket; where the account owns one of that name already, that one, unchanged
     * @throws S3Exception BucketAlreadyExists where another account owns it, TooManyBuckets
     */
    public Bucket create(String name, String accountId, String region, Function<Account, AccessControlList> acl,
            Map<BucketConfiguration, byte[]> documents) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Bucket> existing = find(name);
            if (existing.isPresent()) {
                if (existing.get().accountId().equals(accountId)) {
                    return existing.get();
                }
                throw new S3Exception(S3ErrorCode.BUCKET_ALREADY_EXISTS).with("BucketName", name);
            }
            Stored<Account> account = account(accountId);
            int owned = account.record().buckets();
            Integer most = account.record().limits().maxBuckets();
            if (most != null && owned >= most) {
                throw new S3Exception(S3ErrorCode.TOO_MANY_BUCKETS);
            }
            Map<BucketConfiguration, String> contentIds = new EnumMap<>(BucketConfiguration.class);
            documents.keySet().forEach(what -> contentIds.put(what, Ids.random()));
            Bucket bucket = new Bucket(
                    name, Ids.random(), accountId, region, acl.apply(account.record()), clock.millis(), null, null, contentIds);
            List<Change> changes = new ArrayList<>();
            changes.add(put(bucket, Condition.ABSENT));
            changes.add(new Change.Put(Table.OWNED_BUCKETS, accountId, name, Records.write(bucket), Condition.NONE));
            changes.add(AccountStore.put(account.record().withBuckets(owned + 1), Condition.revision(account.revision())));
            documents.forEach((what, document) -> changes.add(what.change(bucket.id(), document)));
            try {
                tables.commit(changes);
                return bucket;
            } catch (CommitConflict e) {
                // The name or the account changed meanwhile: look again.
            }
        }
        throw new S3Exception(S3ErrorCode.OPERATION_ABORTED);
    }

    /** An account's buckets in the order of their names, beginning behind {@code after} (null for the first): one query. */
    public List<Bucket> list(String accountId, String prefix, String after, int limit) {
        boolean behind = after != null && after.compareTo(prefix) >= 0;
        String from = behind ? after : prefix.isEmpty() ? null : prefix;
        String to = prefix.isEmpty() ? null : prefix + Character.MAX_VALUE;
        return tables.query(new Query(Table.OWNED_BUCKETS, accountId, from, !behind, to, limit, false)).stream()
                .map(item -> Records.read(item.value(), Bucket.class))
                .toList();
    }

    /**
     * Deletes a bucket that has neither objects nor versions nor uploads in progress: two commits, three queries of one item.
     *
     * @throws S3Exception NoSuchBucket, BucketNotEmpty
     */
    public void delete(String name) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Stored<Bucket> bucket = stored(name).orElseThrow(() -> S3Exception.noSuchBucket(name));
            try {
                mark(bucket, clock.millis());
                finishDeletion(name);
                return;
            } catch (CommitConflict e) {
                // Another request changed the bucket meanwhile: look again.
            }
        }
        throw new S3Exception(S3ErrorCode.OPERATION_ABORTED);
    }

    /** Ends a deletion that was begun here or by a process that is gone. */
    private void finishDeletion(String name) {
        Stored<Bucket> marked = stored(name).orElseThrow(() -> S3Exception.noSuchBucket(name));
        Bucket bucket = marked.record();
        if (CONTENTS.stream().anyMatch(table -> !tables.query(Query.first(table, bucket.id(), 1)).isEmpty())) {
            mark(marked, null);
            throw new S3Exception(S3ErrorCode.BUCKET_NOT_EMPTY).with("BucketName", name);
        }
        Stored<Account> account = account(bucket.accountId());
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.Delete(Table.BUCKETS, name, Bucket.SORT, Condition.revision(marked.revision())));
        changes.add(new Change.Delete(Table.OWNED_BUCKETS, bucket.accountId(), name, Condition.NONE));
        changes.add(UsageStore.forget(bucket));
        changes.add(AccountStore.put(
                account.record().withBuckets(account.record().buckets() - 1), Condition.revision(account.revision())));
        bucket.configurations().keySet().forEach(what ->
                changes.add(new Change.Delete(Table.BUCKET_CONFIGURATIONS, bucket.id(), what.name(), Condition.NONE)));
        if (bucket.configurations().containsKey(BucketConfiguration.LIFECYCLE)) {
            changes.add(LifecycleIndex.leave(name));
        }
        tables.commit(changes);
    }

    /** Gives a bucket another access control list: a read and a commit. */
    public void putAccessControlList(Bucket bucket, AccessControlList list) {
        update(bucket, now -> now.withAccessControlList(list), List.of());
    }

    /** Changes whether a bucket keeps versions: a read and a commit. */
    public void putVersioning(Bucket bucket, Versioning versioning) {
        update(bucket, now -> now.withVersioning(versioning), List.of());
    }

    /**
     * Changes a bucket's record as it is now.
     *
     * @param together changes that belong to it
     * @throws S3Exception NoSuchBucket where it was deleted since it was read
     */
    void update(Bucket bucket, UnaryOperator<Bucket> change, List<Change> together) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Stored<Bucket> now = stored(bucket.name())
                    .filter(found -> found.record().id().equals(bucket.id()))
                    .orElseThrow(() -> S3Exception.noSuchBucket(bucket.name()));
            List<Change> changes = new ArrayList<>();
            changes.add(put(change.apply(now.record()), Condition.revision(now.revision())));
            changes.addAll(together);
            try {
                tables.commit(changes);
                return;
            } catch (CommitConflict e) {
                // Another request changed the bucket meanwhile: look again.
            }
        }
        throw new S3Exception(S3ErrorCode.OPERATION_ABORTED);
    }

    private void mark(Stored<Bucket> bucket, Long since) {
        tables.commit(List.of(put(bucket.record().withDeleting(since), Condition.revision(bucket.revision()))));
    }

    /**
     * Asked by a write after its commit and before its acknowledgement: one read.
     *
     * @throws S3Exception NoSuchBucket where the bucket is gone, OperationAborted where it is being deleted
     */
    public void requireStillThere(Bucket bucket) {
        Stored<Bucket> now = stored(bucket.name())
                .filter(found -> found.record().id().equals(bucket.id()))
                .orElseThrow(() -> S3Exception.noSuchBucket(bucket.name()));
        Long deleting = now.record().deleting();
        if (deleting == null) {
            return;
        }
        if (clock.millis() - deleting < STALE_MARK_MILLIS) {
            throw new S3Exception(S3ErrorCode.OPERATION_ABORTED);
        }
        try {
            mark(now, null);
        } catch (CommitConflict e) {
            throw new S3Exception(S3ErrorCode.OPERATION_ABORTED);
        }
    }

    private Stored<Account> account(String accountId) {
        return accounts.stored(accountId).orElseThrow(() -> new S3Exception(S3ErrorCode.ACCESS_DENIED));
    }

    private Optional<Stored<Bucket>> stored(String name) {
        return tables.get(Table.BUCKETS, name, Bucket.SORT).map(item -> Records.stored(item, Bucket.class));
    }

    private static Change put(Bucket bucket, Condition condition) {
        return new Change.Put(Table.BUCKETS, bucket.name(), Bucket.SORT, Records.write(bucket), condition);
    }
}
