package io.coffer.metadata.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** Commits that were acknowledged are not in the database any more. */
public final class LostCommits extends IOException {

    LostCommits(Path directory, long changes) {
        super("the last changes in " + directory + " are missing, up to " + changes
                + " of them: its log (*.log) is gone or shorter than it was");
    }
}
