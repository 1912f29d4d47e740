package io.coffer.standalone.data;

import io.coffer.blobs.BlobStore;
import io.coffer.content.ContentReader;
import io.coffer.housekeeping.Scrub;
import io.coffer.metadata.contents.SmallBlobs;
import io.coffer.metadata.stores.Stores;
import io.coffer.metadata.embedded.EmbeddedTables;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.locks.Lock;

/** What can be done with all of an installation whose tables and blobs are in its data directory. */
public record LocalData(Backup backup, Scrub scrub) {

    /** @param removing held while blobs are removed that nothing points to any more */
    public static LocalData of(Path data, EmbeddedTables tables, Stores stores, BlobStore blobs, Lock removing) {
        ContentReader reader = new ContentReader(new SmallBlobs(tables), stores.manifests(), blobs);
        return new LocalData(new Backup(data, tables, removing), new Scrub(stores, reader, Clock.systemUTC()));
    }
}
