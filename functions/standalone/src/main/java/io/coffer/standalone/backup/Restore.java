package io.coffer.standalone.backup;

import io.coffer.accounts.DataDirectory;
import io.coffer.accounts.InstallationMark;
import io.coffer.accounts.PrivateFile;
import io.coffer.accounts.StartFailure;
import io.coffer.blobs.BlobFileStream;
import io.coffer.blobs.DamagedBlobException;
import io.coffer.blobs.FileBlobStore;
import io.coffer.standalone.backup.Backup.Watcher;
import io.coffer.standalone.backup.BackupPlace.Kind;
import io.coffer.standalone.data.DataLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes a data directory of a backup. Everything is compared with what was backed up. Until all of it is there, the directory has a note
 * with which no server starts from it; the same command again goes on.
 */
final class Restore {

    private static final Set<String> BEFORE_THE_NOTE = Set.of("lock", DataLayout.RESTORING, DataLayout.RESTORING + ".new");

    private final BackupPlace place;

    Restore(BackupPlace place) {
        this.place = place;
    }

    /**
     * What was restored.
     *
     * @param lost blobs that are missing or damaged at the place
     */
    record Report(String generation, long blobs, long bytes, List<String> lost) {}

    /**
     * @param moment the newest backup up to it is taken; empty for the newest of all
     * @throws StartFailure if the directory is in use or has something else in it
     */
    Report to(Path target, Optional<Instant> moment, Watcher watcher) throws IOException {
        try (DataDirectory directory = DataDirectory.open(target)) {
            Generation generation = begin(directory.path(), moment);
            Path data = directory.path();
            for (Piece piece : generation.files()) {
                fetch(piece, data);
            }
            Report report = blobs(generation, data, watcher);
            PrivateFile.write(DataLayout.blobs(data).resolve(InstallationMark.NAME), generation.installation());
            Files.delete(data.resolve(DataLayout.RESTORING));
            return report;
        }
    }

    /** Notes what is being restored, or goes on with it. */
    private Generation begin(Path data, Optional<Instant> moment) throws IOException {
        Path note = data.resolve(DataLayout.RESTORING);
        if (Files.exists(note)) {
            String begun = Files.readString(note);
            if (moment.isEmpty() || new Generations(place).at(moment).name().equals(begun)) {
                return Generation.read(place, begun);
            }
            throw new StartFailure("the restore of " + begun + " in " + data + " is not complete: finish it, or empty the directory");
        }
        try (Stream<Path> content = Files.list(data)) {
            if (content.anyMatch(file -> !BEFORE_THE_NOTE.contains(file.getFileName().toString()))) {
                throw new StartFailure(data + " is not empty: a backup is restored to a new directory");
            }
        }
        Generation generation = new Generations(place).at(moment);
        PrivateFile.write(note, generation.name());
        return generation;
    }

    private void fetch(Piece piece, Path data) throws IOException {
        Path file = data.resolve(piece.name()).normalize();
        if (!file.startsWith(data) || file.equals(data)) {
            throw new StartFailure("the backup names a file outside of the directory: " + piece.name());
        }
        PrivateFile.makeDirectoryOf(file);
        try (InputStream bytes = new Sha256Stream(place.get(Kind.PIECES, piece.sha256(), piece.length()), piece)) {
            PrivateFile.copy(bytes, file);
        }
    }

    private Report blobs(Generation generation, Path data, Watcher watcher) throws IOException {
        PrivateFile.makeDirectory(DataLayout.blobs(data));
        List<String> lost = new ArrayList<>();
        long[] done = new long[2];
        try (FileBlobStore blobs = FileBlobStore.open(DataLayout.blobs(data))) {
            generation.forEachBlob(place, (id, size, length) -> {
                try {
                    if (!blobs.lengthOf(id).equals(OptionalLong.of(length))) {
                        try (InputStream bytes = new BlobFileStream(place.get(Kind.BLOBS, id, length), id, size, length)) {
                            blobs.adopt(id, bytes);
                        }
                    }
                    done[0]++;
                    done[1] += size;
                    watcher.copied(done[0], done[1]);
                } catch (DamagedBlobException e) {
                    lost.add(e.getMessage());
                } catch (NoSuchFileException e) {
                    lost.add("blob " + id + " is missing");
                }
            });
        }
        return new Report(generation.name(), done[0], done[1], lost);
    }
}
