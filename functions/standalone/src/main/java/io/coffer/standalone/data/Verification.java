package io.coffer.standalone.data;

import io.coffer.blobs.BlobStore;
import io.coffer.blobs.FileBlobStore;
import io.coffer.blobs.S3BlobStore;
import io.coffer.content.ContentReader;
import io.coffer.housekeeping.BlobCensus;
import io.coffer.housekeeping.ReclaimSweep;
import io.coffer.housekeeping.Scrub;
import io.coffer.metadata.contents.SmallBlobs;
import io.coffer.metadata.embedded.EmbeddedTables;
import io.coffer.metadata.stores.Stores;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * What finds damage, losses and orphans of an installation.
 *
 * @param scrub reads all bytes
 * @param census compares what is there with what is named
 * @param files the blobs if they are files
 * @param progress the file of the data directory that says how far a verification has come; empty without a data directory
 */
public record Verification(Scrub scrub, BlobCensus census, Optional<FileBlobStore> files, Optional<Path> progress) {

    /** Of tables and blobs in a data directory. */
    public static Verification ofDirectory(Path data, EmbeddedTables tables, Stores stores, FileBlobStore blobs) {
        return new Verification(scrub(stores, blobs), BlobCensus.ofMoments(blobs, tables::atThisMoment, stores, Clock.systemUTC()),
                Optional.of(blobs), Optional.of(data.resolve("verify.json")));
    }

    /** Of tables that cannot be read as they are at one moment, and blobs in S3. */
    public static Verification ofCloud(Stores stores, S3BlobStore blobs) {
        return new Verification(scrub(stores, blobs),
                BlobCensus.ofTables(blobs, stores, ReclaimSweep.PENDING_BY_OTHERS, Clock.systemUTC()), Optional.empty(), Optional.empty());
    }

    private static Scrub scrub(Stores stores, BlobStore blobs) {
        return new Scrub(stores, new ContentReader(new SmallBlobs(stores.tables()), stores.manifests(), blobs));
    }
}
