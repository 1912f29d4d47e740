package io.coffer.contentid;

/** What an archive has is not served. The message says why, for whoever asked. */
public final class ArchiveRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    ArchiveRefusal(String message) {
        super(message);
    }
}
