package io.coffer.standalone.data;

import java.nio.file.Path;

/** What is where in a data directory. */
public final class DataLayout {

    /** A file that is there while a backup is restored to the directory. */
    public static final String RESTORING = "restoring";

    private DataLayout() {}

    public static Path tables(Path data) {
        return data.resolve("metadata");
    }

    public static Path blobs(Path data) {
        return data.resolve("blobs");
    }
}
