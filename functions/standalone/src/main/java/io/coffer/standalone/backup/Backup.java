package io.coffer.standalone.backup;

import io.coffer.accounts.InstallationMark;
import io.coffer.accounts.StartFailure;
import io.coffer.blobs.BlobFileStream;
import io.coffer.blobs.DamagedBlobException;
import io.coffer.blobs.FileBlobStore;
import io.coffer.housekeeping.BlobTable;
import io.coffer.housekeeping.RecordedBlobs;
import io.coffer.metadata.embedded.EmbeddedTables;
import io.coffer.metadata.embedded.TableFiles;
import io.coffer.metadata.stores.Stores;
import io.coffer.standalone.backup.BackupPlace.Kind;
import io.coffer.standalone.data.DataLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.zip.GZIPOutputStream;

/**
 * Makes a generation of backups: the data directory as it is at one moment, while requests go on. First the tables are copied, which on one
 * file system takes links; then what the copy names is brought to the place, as far as it is not there; its list comes last. No blob is
 * removed meanwhile. An interruption leaves the generations before as they are, and what was brought is not brought again.
 */
public final class Backup {

    /** Small files that a start needs, some of which not every installation has. */
    static final List<String> SMALL_FILES = List.of(
            InstallationMark.NAME, "master.key", "credentials", "tls/ca.crt", "tls/ca.key", "tls/server.crt", "tls/server.key");
    /** Of {@link #SMALL_FILES}, those with secrets. */
    private static final List<String> KEYS = List.of("master.key", "credentials", "tls/ca.key", "tls/server.key");
    private static final String BLOB_LIST = "blobs.gz";
    private static final String UNFINISHED = "backup.unfinished";

    private final Path data;
    private final EmbeddedTables tables;
    private final FileBlobStore blobs;
    private final Lock removing;
    private final Clock clock;

    /** @param removing held while blobs are removed that nothing points to any more */
    public Backup(Path data, EmbeddedTables tables, FileBlobStore blobs, Lock removing, Clock clock) {
        this.data = data;
        this.tables = tables;
        this.blobs = blobs;
        this.removing = removing;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param generation its name
     * @param copied blobs that were brought to the place
     * @param kept blobs that were there already
     * @param lost what the backup does not have: blobs that are missing or damaged here and were not there, and what the tables have lost
     * @param removedGenerations none if anything is lost, which an earlier one may have
     */
    public record Report(String generation, long copied, long kept, List<String> lost, int removedGenerations) {}

    /** Told now and then how far it has come. */
    public interface Watcher {
        void copied(long blobs, long bytes);
    }

    /** Removes what a backup left whose process died: a copy of tables, whose files would take space once the tables do not have them. */
    public static void removeUnfinished(Path data) throws IOException {
        Trees.delete(data.resolve(UNFINISHED));
    }

    /**
     * @param keep how many generations stay, at least this one, if nothing is lost
     * @param withKeys whether the files with secrets belong to it
     * @throws StartFailure if the place is used for something else
     */
    Report to(BackupPlace place, int keep, boolean withKeys, Watcher watcher) throws IOException {
        place.prepare();
        String mark = Files.readString(data.resolve(InstallationMark.NAME));
        List<String> before = place.generations();
        if (!before.isEmpty() && !Generation.read(place, before.get(before.size() - 1)).installation().equals(mark)) {
            throw new StartFailure(place + " has backups of another installation");
        }
        Path scratch = data.resolve(UNFINISHED);
        removing.lock();
        try {
            Trees.delete(scratch);
            Files.createDirectory(scratch);
            Run run = new Run(place, scratch, watcher);
            String name = run.copy(mark, withKeys);
            int removed = run.lost.isEmpty() ? new Generations(place).keep(keep) : 0;
            return new Report(name, run.copied, run.kept, run.lost, removed);
        } finally {
            removing.unlock();
            Trees.delete(scratch);
        }
    }

    /** Ends the walk over the records, unlike an exception of reading one. */
    private static final class NotBrought extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final IOException cause;

        NotBrought(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private final class Run {

        private final BackupPlace place;
        private final Path scratch;
        private final Watcher watcher;
        private final BlobTable there = new BlobTable();
        private final BlobTable seen = new BlobTable();
        private final List<String> lost = new ArrayList<>();
        private long copied;
        private long kept;
        private long bytes;

        Run(BackupPlace place, Path scratch, Watcher watcher) {
            this.place = place;
            this.scratch = scratch;
            this.watcher = watcher;
        }

        String copy(String mark, boolean withKeys) throws IOException {
            Path copiedTables = DataLayout.tables(scratch);
            tables.copyTo(copiedTables);
            String name = Generation.nameOf(clock.instant());
            place.inventory(Kind.BLOBS).forEach((id, length, modified) -> there.add(id, length));
            Path list = scratch.resolve(BLOB_LIST);
            try (OutputStream file = Files.newOutputStream(list);
                    Writer lines = new OutputStreamWriter(new GZIPOutputStream(file), StandardCharsets.US_ASCII);
                    EmbeddedTables copy = EmbeddedTables.openToRead(copiedTables)) {
                RecordedBlobs.forEach(Stores.over(copy, clock), (id, size) -> bring(id, size, lines), object -> { }, lost::add);
            } catch (NotBrought e) {
                throw e.cause;
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            List<Piece> files = new ArrayList<>();
            for (Path file : Trees.files(copiedTables)) {
                TableFiles.damageOf(file).ifPresent(damage -> lost.add("bytes of a damaged file of the tables: " + damage));
                files.add(bring(scratch.relativize(file).toString(), file));
            }
            for (String file : SMALL_FILES) {
                if (Files.exists(data.resolve(file)) && (withKeys || !KEYS.contains(file))) {
                    files.add(bring(file, data.resolve(file)));
                }
            }
            Generation generation = new Generation(
                    Generation.FORMAT, mark, name, files, bring(BLOB_LIST, list), copied + kept, bytes);
            place.putGeneration(name, generation.document());
            return name;
        }

        private void bring(String id, long size, Writer list) {
            if (seen.lengthOf(id) != BlobTable.NOTHING) {
                return;
            }
            seen.add(id, size);
            try {
                long length = there.lengthOf(id);
                if (blobs.isWhole(length, size)) {
                    kept++;
                } else {
                    length = copy(id, size);
                    copied++;
                }
                bytes += size;
                list.write(id + " " + size + " " + length + "\n");
                watcher.copied(copied + kept, bytes);
            } catch (DamagedBlobException e) {
                lost.add(e.getMessage());
            } catch (NoSuchFileException e) {
                lost.add("blob " + id + " is missing");
            } catch (IOException e) {
                throw new NotBrought(e);
            }
        }

        private long copy(String id, long size) throws IOException {
            Path file = blobs.file(id);
            long length = Files.size(file);
            place.put(Kind.BLOBS, id, file, length, bytes -> new BlobFileStream(bytes, id, size, length));
            return length;
        }

        private Piece bring(String name, Path file) throws IOException {
            MessageDigest digest = Sha256Stream.sha256();
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            Piece piece = new Piece(name, HexFormat.of().formatHex(digest.digest()), Files.size(file));
            if (!Generation.has(place.inventory(Kind.PIECES), piece)) {
                place.put(Kind.PIECES, piece.sha256(), file, piece.length(), bytes -> new Sha256Stream(bytes, piece));
            }
            return piece;
        }
    }
}
