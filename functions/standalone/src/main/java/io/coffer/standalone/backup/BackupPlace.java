package io.coffer.standalone.backup;

import io.coffer.blobs.BlobInventory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where backups are kept. Everything except the lists of what belongs to a generation is kept once, under a name that says what it is: a
 * blob's id, or the SHA-256 of a piece of the metadata. So a later generation adds what is new, and an interrupted one has lost nothing.
 */
interface BackupPlace extends AutoCloseable {

    /** What is kept under names. */
    enum Kind { BLOBS, PIECES }

    /** Looks at what is read of a file, and throws if it is not what it should be before it gives out the end. */
    interface Check {
        InputStream of(InputStream file) throws IOException;
    }

    /** Makes the place if it is not there yet. Throws {@link io.coffer.accounts.StartFailure} if it is used for something else. */
    void prepare() throws IOException;

    BlobInventory inventory(Kind kind);

    /** Keeps a file that nobody writes to. On an exception nothing is there under the name. */
    void put(Kind kind, String id, Path file, long length, Check check) throws IOException;

    /** @throws java.nio.file.NoSuchFileException if nothing is there under the name */
    InputStream get(Kind kind, String id, long length) throws IOException;

    void remove(Kind kind, String id) throws IOException;

    /** The names of the generations, the oldest first. */
    List<String> generations() throws IOException;

    Optional<byte[]> generation(String name) throws IOException;

    /** The last step of a backup: what was put before is durable, and from now on the backup is there. */
    void putGeneration(String name, byte[] document) throws IOException;

    void removeGeneration(String name) throws IOException;

    @Override
    void close();
}
