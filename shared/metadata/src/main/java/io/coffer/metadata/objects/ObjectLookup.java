package io.coffer.metadata.objects;

import io.coffer.metadata.Bucket;
import io.coffer.metadata.ObjectRecord;
import io.coffer.metadata.Outcome;
import io.coffer.metadata.Refusal;
import io.coffer.metadata.objects.KeyVersions.Place;
import io.coffer.metadata.reclaim.ReclaimQueue;
import io.coffer.metadata.tables.Attempts;
import io.coffer.metadata.tables.OrderedTables;
import io.coffer.metadata.tables.Stored;
import io.coffer.metadata.tables.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds current objects and versions. It looks again if another writer moves them meanwhile. */
final class ObjectLookup {

    /** Each attempt that is lost was another writer's success. */
    private static final int ATTEMPTS = 64;

    private final OrderedTables tables;
    private final ReclaimQueue reclaim;

    ObjectLookup(OrderedTables tables, ReclaimQueue reclaim) {
        this.tables = tables;
        this.reclaim = reclaim;
    }

    /** The current object: one read. */
    Optional<ObjectRecord> find(Bucket bucket, String key) {
        return stored(bucket, key).map(Stored::record);
    }

    Optional<Stored<ObjectRecord>> stored(Bucket bucket, String key) {
        return tables.get(Table.OBJECTS, bucket.id(), key).map(ObjectItems::stored);
    }

    /**
     * The current object, or the one of a version: one read, three for a version, five if there is none.
     *
     * @param versionId null for the current object
     * @return refused: {@link Refusal.NoObject}, {@link Refusal.NoVersion}, {@link Refusal.IsDeleteMarker}, {@link Refusal.NotAVersionId},
     *     {@link Refusal.NeverAtRest}
     */
    Outcome<ObjectRecord> find(Bucket bucket, String key, @Nullable String versionId) {
        if (versionId == null) {
            return find(bucket, key).map(Outcome::done).orElseGet(() -> hidden(bucket, key));
        }
        return place(bucket, key, versionId).map(Place::object).then(object -> object.isDeleteMarker()
                ? Outcome.refused(new Refusal.IsDeleteMarker(versionId, object))
                : Outcome.done(object));
    }

    /**
     * Says, too, if it is a delete marker that hides the key: two more reads, in buckets that keep versions, and again two if there is
     * none. An object that was written since is the answer.
     */
    private Outcome<ObjectRecord> hidden(Bucket bucket, String key) {
        if (!bucket.keepsVersions()) {
            return Outcome.refused(new Refusal.NoObject(key, Optional.empty()));
        }
        return Attempts.upTo(ATTEMPTS, () -> {
            KeyVersions versions = versions(bucket, key);
            if (versions.current().isPresent()) {
                return versions.current().map(stored -> Outcome.done(stored.record()));
            }
            Optional<String> marker = versions.hidingMarker();
            // An object that was written between the two reads has taken the marker away.
            return marker.isPresent() || versions.stillHolds()
                    ? Optional.of(Outcome.<ObjectRecord>refused(new Refusal.NoObject(key, marker)))
                    : Optional.empty();
        }).orElseGet(() -> Outcome.refused(new Refusal.NeverAtRest()));
    }

    KeyVersions versions(Bucket bucket, String key) {
        return KeyVersions.read(tables, reclaim, bucket, key);
    }

    /** A key with one of its versions, empty if there is none of the id. */
    record Found(KeyVersions versions, Optional<Place> place) {}

    /** Looks a version up: three reads, two more if there is none. Looks again where another writer may have moved it meanwhile. */
    Outcome<Found> version(Bucket bucket, String key, String versionId) {
        return Attempts.upTo(ATTEMPTS, () -> {
            KeyVersions versions = versions(bucket, key);
            Optional<Place> place = versions.find(versionId);
            return place.isPresent() || versions.stillHolds() ? Optional.of(new Found(versions, place)) : Optional.empty();
        }).map(Outcome::done).orElseGet(() -> Outcome.refused(new Refusal.NeverAtRest()));
    }

    private Outcome<Place> place(Bucket bucket, String key, String versionId) {
        if (!VersionIds.isOne(versionId)) {
            return Outcome.refused(new Refusal.NotAVersionId(versionId));
        }
        Outcome<Optional<Place>> place = bucket.keepsVersions()
                ? version(bucket, key, versionId).map(Found::place)
                : Outcome.done(stored(bucket, key)
                        .filter(stored -> stored.record().versionId().equals(versionId))
                        .map(stored -> new Place(Table.OBJECTS, bucket.id(), key, stored)));
        return place.then(found -> found.map(Outcome::done).orElseGet(() -> Outcome.refused(new Refusal.NoVersion(key, versionId))));
    }

    /** Where an object that was read stands now; refused if it is gone or was replaced. */
    Outcome<Place> place(Bucket bucket, String key, ObjectRecord seen) {
        Outcome<Place> now = place(bucket, key, seen.versionId());
        boolean changed = now.isRefused(Refusal.NoVersion.class)
                || now.answer().filter(place -> !seen.holder().equals(place.object().holder())).isPresent();
        return changed ? Outcome.refused(new Refusal.ObjectChanged()) : now;
    }
}
