package io.coffer.metadata;

import java.util.Optional;

/** What must hold of a key's current object for it to be replaced or removed. It is asked of what a commit finds there, at each attempt. */
@FunctionalInterface
public interface ObjectCondition {

    ObjectCondition NONE = current -> true;

    /** @param current empty where the key has no current object */
    boolean holds(Optional<ObjectRecord> current);
}
