package io.coffer.standalone.data;

import java.nio.file.Path;

/** What is where in a data directory. */
public final class DataLayout {

    private DataLayout() {}

    public static Path tables(Path data) {
        return data.resolve("metadata");
    }

    public static Path blobs(Path data) {
        return data.resolve("blobs");
    }
}
