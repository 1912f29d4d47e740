package io.coffer.blobs;

/**
 * Bytes of a blob.
 *
 * @param size how many bytes the whole blob has, by which a store notices one that was cut short
 * @param offset of the first byte, from 0
 * @param length how many bytes
 */
public record BlobRange(String id, long size, long offset, long length) {

    /** All bytes of a blob. */
    public static BlobRange whole(String id, long size) {
        return new BlobRange(id, size, 0, size);
    }

    long end() {
        return offset + length;
    }
}
