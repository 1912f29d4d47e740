package io.coffer.blobs;

import java.io.IOException;

/** A blob is not what was stored: its bytes or their number changed. Nothing of what changed was given out. */
public final class DamagedBlobException extends IOException {

    private static final long serialVersionUID = 1;

    DamagedBlobException(String id, String what) {
        super("blob " + id + ": " + what);
    }
}
