package io.coffer.standalone.backup;

import io.coffer.accounts.StartFailure;
import io.coffer.housekeeping.BlobTable;
import io.coffer.standalone.backup.BackupPlace.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The generations of backups at a place. */
final class Generations {

    private final BackupPlace place;

    Generations(BackupPlace place) {
        this.place = place;
    }

    /**
     * The newest that is not newer than a moment.
     *
     * @throws StartFailure if there is none
     */
    Generation at(Optional<Instant> moment) throws IOException {
        List<String> names = place.generations();
        String newest = names.stream()
                .filter(name -> moment.isEmpty() || !Generation.momentOf(name).isAfter(moment.get()))
                .reduce((one, next) -> next)
                .orElseThrow(() -> new StartFailure(names.isEmpty()
                        ? "there are no backups in " + place
                        : "the oldest backup in " + place + " is of " + Generation.momentOf(names.get(0))));
        return Generation.read(place, newest);
    }

    /** The moment of the one that came after; empty for the newest. */
    Optional<Instant> after(String generation) throws IOException {
        return place.generations().stream().filter(name -> name.compareTo(generation) > 0).findFirst().map(Generation::momentOf);
    }

    /**
     * Removes all lists except the newest, and what none of those that stay needs. Lists go first, so that none is left that is not whole.
     *
     * @return how many were removed
     */
    int keep(int count) throws IOException {
        List<String> names = place.generations();
        List<String> old = names.subList(0, Math.max(0, names.size() - count));
        if (old.isEmpty()) {
            return 0;
        }
        for (String name : old) {
            place.removeGeneration(name);
        }
        BlobTable blobs = new BlobTable();
        Set<String> pieces = new HashSet<>();
        for (String name : names.subList(old.size(), names.size())) {
            Generation generation = Generation.read(place, name);
            generation.forEachBlob(place, (id, size, length) -> blobs.add(id, length));
            generation.files().stream().map(Piece::sha256).forEach(pieces::add);
            pieces.add(generation.blobList().sha256());
        }
        removeOthers(Kind.BLOBS, id -> blobs.lengthOf(id) != BlobTable.NOTHING);
        removeOthers(Kind.PIECES, pieces::contains);
        return old.size();
    }

    private interface Needed {
        boolean isNeeded(String id);
    }

    private void removeOthers(Kind kind, Needed needed) throws IOException {
        List<String> others = new ArrayList<>();
        place.inventory(kind).forEach((id, length, modified) -> {
            if (!needed.isNeeded(id)) {
                others.add(id);
            }
        });
        for (String id : others) {
            place.remove(kind, id);
        }
    }
}
