package io.coffer.metadata;

import java.util.function.Supplier;

/** Changes that begin with a read and end with a commit on its condition: where another request was first, they begin again. */
final class Attempts {

    private static final int MOST = 20;

    private Attempts() {}

    /**
     * @param attempt reads, commits, and gives what became of it; what it throws but {@link CommitConflict} ends the attempts
     * @throws MetadataBusy where every attempt met another
     */
    static <T> T at(Supplier<T> attempt) {
        for (int i = 0; i < MOST; i++) {
            try {
                return attempt.get();
            } catch (CommitConflict e) {
                // What was read is not what is there any more: look again.
            }
        }
        throw new MetadataBusy(null);
    }
}
