package io.coffer.metadata;

import java.util.Optional;

/** A condition on a key's current object for it to be replaced or removed. Each attempt asks it of the object that its commit replaces. */
@FunctionalInterface
public interface ObjectCondition {

    ObjectCondition NONE = new ObjectCondition() {
        @Override
        public boolean holds(Optional<ObjectRecord> current) {
            return true;
        }

        @Override
        public boolean dependsOnObject() {
            return false;
        }
    };

    /** @param current empty if the key has no current object */
    boolean holds(Optional<ObjectRecord> current);

    /** Whether it may not hold. */
    default boolean dependsOnObject() {
        return true;
    }
}
