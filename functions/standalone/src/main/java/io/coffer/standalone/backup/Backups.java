package io.coffer.standalone.backup;

import io.coffer.accounts.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** Makes, lists and restores backups at a place. */
public final class Backups {

    private final PlaceName name;
    private final Optional<URI> endpoint;
    private final Optional<String> region;
    private final Map<String, String> environment;

    /**
     * @param endpoint of S3; empty for AWS's own
     * @param environment where credentials may be
     */
    public Backups(PlaceName name, Optional<URI> endpoint, Optional<String> region, Map<String, String> environment) {
        this.name = name;
        this.endpoint = endpoint;
        this.region = region;
        this.environment = environment;
    }

    private interface Work<T> {
        T at(BackupPlace place) throws IOException;
    }

    /** What goes wrong is told in a line. */
    private <T> T carryOut(String notDone, Work<T> work) {
        try (BackupPlace place = name.open(endpoint, region, environment)) {
            return work.at(place);
        } catch (IOException | UncheckedIOException e) {
            throw new StartFailure(notDone + ": " + text(StartFailure.unwrapped(e)));
        } catch (SdkException e) {
            throw new StartFailure(notDone + ": " + e.getMessage());
        }
    }

    private static String text(Throwable e) {
        return e.getCause() instanceof SdkException cause ? e.getMessage() + ": " + cause.getMessage() : e.toString();
    }

    /** As {@link Backup}. */
    public Backup.Report make(Backup backup, Path data, int keep, boolean withKeys, Backup.Watcher watcher) {
        name.requireOutside(data);
        return carryOut("the backup is not complete", place -> backup.to(place, keep, withKeys, watcher));
    }

    /** The moments of the backups that are there. */
    public List<Instant> moments() {
        return carryOut("backups cannot be listed", place -> place.generations().stream().map(Generation::momentOf).toList());
    }

    /**
     * What was restored.
     *
     * @param moment that of the backup
     * @param next that of the backup after it; empty if it is the newest
     * @param lost blobs that the backup does not have, or not as they were
     */
    public record Restored(Instant moment, Optional<Instant> next, long blobs, long bytes, List<String> lost) {}

    /** As {@link Restore}. */
    public Restored restore(Path target, Optional<Instant> moment, Backup.Watcher watcher) {
        name.requireOutside(target.toAbsolutePath().normalize());
        return carryOut("the restore is not complete; the same command goes on with it", place -> {
            Restore.Report report = new Restore(place).to(target, moment, watcher);
            return new Restored(Generation.momentOf(report.generation()), new Generations(place).after(report.generation()), report.blobs(),
                    report.bytes(), report.lost());
        });
    }
}
