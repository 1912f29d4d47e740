package io.coffer.content;

import java.io.IOException;

/**
 * Bytes are not what was stored. Encrypted ones were changed, moved, cut short, or are of another key, and nothing of their segment was
 * given out; of others the end was not given out.
 */
public final class DamagedContentException extends IOException {

    private static final long serialVersionUID = 1;

    DamagedContentException(String blobId, String what) {
        super("content " + blobId + ": " + what);
    }
}
