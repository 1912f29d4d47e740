package io.coffer.standalone.server;

import io.coffer.blobs.FileBlobStore;
import io.coffer.metadata.embedded.EmbeddedTables;
import io.coffer.metadata.stores.Stores;
import io.coffer.standalone.backup.Backup;
import io.coffer.standalone.data.Verification;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.locks.Lock;

/** What can be done with all of an installation whose tables and blobs are in its data directory. */
public record LocalData(Backup backup, Verification verification) {

    /** @param removing held while blobs are removed that nothing points to any more */
    public static LocalData of(Path data, EmbeddedTables tables, Stores stores, FileBlobStore blobs, Lock removing) {
        return new LocalData(new Backup(data, tables, blobs, removing, Clock.systemUTC()),
                Verification.ofDirectory(data, tables, stores, blobs));
    }
}
