package io.coffer.standalone;

import java.nio.file.Path;

/** What is where in a data directory. */
final class DataLayout {

    private DataLayout() {}

    static Path tables(Path data) {
        return data.resolve("metadata");
    }

    static Path blobs(Path data) {
        return data.resolve("blobs");
    }
}
