package io.coffer.auth;

/** Which versions of AWS's signature are taken. */
public enum SignatureVersions {

    /** What AWS's newer regions take, and no other. */
    ONLY_4,
    /** The older one, too: it is bound to no day and no region, and its links may be valid for years. */
    ALSO_2
}
