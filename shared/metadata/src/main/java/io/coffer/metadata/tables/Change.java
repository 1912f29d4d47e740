package io.coffer.metadata.tables;

/** One change of a commit: what becomes of an item, and under which condition on the item as it is. */
public sealed interface Change {

    Table table();

    String partition();

    String sort();

    Condition condition();

    /** Writes the item with a new revision. */
    record Put(Table table, String partition, String sort, byte[] value, Condition condition) implements Change {}

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
