package io.coffer.metadata.tables;

import java.util.Set;

/** A commit was refused because conditions did not hold; nothing was applied. */
public final class CommitConflict extends RuntimeException {

    private final Set<Integer> failed;

    /** @param failed the indexes, in the commit's list, of the changes whose condition did not hold */
    public CommitConflict(Set<Integer> failed) {
        super("condition not met by changes " + failed, null, false, false);
        this.failed = Set.copyOf(failed);
    }

    public Set<Integer> failed() {
        return failed;
    }
}
