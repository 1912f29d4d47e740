package io.coffer.metadata.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** Another process, or another engine in this one, has the directory open. */
public final class DirectoryLocked extends IOException {

    DirectoryLocked(Path directory, Throwable cause) {
        super(directory + " is in use by another process", cause);
    }
}
