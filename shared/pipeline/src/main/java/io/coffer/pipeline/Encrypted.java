package io.coffer.pipeline;

/** Which objects are encrypted where they are stored. */
public enum Encrypted {

    /** Those that a request or their bucket asks to have encrypted. */
    ASKED,
    ALL
}
