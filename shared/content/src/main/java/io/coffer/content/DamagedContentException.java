package io.coffer.content;

import java.io.IOException;

/** Encrypted bytes are not what was stored: changed, moved, cut short, or of another key. Nothing of their segment was given out. */
public final class DamagedContentException extends IOException {

    private static final long serialVersionUID = 1;

    DamagedContentException(String blobId, String what) {
        super("encrypted content " + blobId + ": " + what);
    }
}
