package io.coffer.metadata.tables;

import org.jspecify.annotations.Nullable;

/** One change of a commit: what becomes of an item, and under which condition on the item as it is. */
public sealed interface Change {

    Table table();

    String partition();

    String sort();

    Condition condition();

    /**
     * Writes the item with a new revision.
     *
     * @param data what queries leave out; null for none. Only {@link Table#OBJECTS} and {@link Table#VERSIONS} have items with data
     * @param alone whether nothing else has to change if the item is replaced or removed
     */
    record Put(Table table, String partition, String sort, byte[] value, byte @Nullable [] data, boolean alone, Condition condition)
            implements Change {

        /** Of an item without data. */
        public Put(Table table, String partition, String sort, byte[] value, Condition condition) {
            this(table, partition, sort, value, null, false, condition);
        }
    }

    /** Removes the item; removing what is not there is no error unless the condition says so. */
    record Delete(Table table, String partition, String sort, Condition condition) implements Change {}

    /** Changes nothing, but the commit fails unless the condition holds. */
    record Check(Table table, String partition, String sort, Condition condition) implements Change {}

    /** What must be true of the item before the commit. */
    sealed interface Condition {
        Condition NONE = new None();
        Condition ABSENT = new Absent();

        static Condition revision(String revision) {
            return new Revision(revision);
        }

        record None() implements Condition {}

        record Absent() implements Condition {}

        record Revision(String revision) implements Condition {}
    }
}
