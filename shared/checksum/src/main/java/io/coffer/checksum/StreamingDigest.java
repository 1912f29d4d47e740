package io.coffer.checksum;

/** A checksum that is being computed. Not thread-safe. */
public interface StreamingDigest {

    void update(byte[] bytes, int offset, int length);

    /** The checksum's bytes, most significant first; asked for once, after the last update. */
    byte[] digest();
}
