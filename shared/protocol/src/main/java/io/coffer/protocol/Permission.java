package io.coffer.protocol;

/** What an access control list grants. On a bucket READ lets list and read its objects, WRITE make new ones. */
public enum Permission {
    READ,
    WRITE,
    READ_ACP,
    WRITE_ACP,
    FULL_CONTROL;

    /** Whether whoever has this permission has the other one. */
    public boolean includes(Permission other) {
        return this == FULL_CONTROL || this == other;
    }
}
