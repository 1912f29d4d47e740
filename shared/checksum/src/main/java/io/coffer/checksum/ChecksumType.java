package io.coffer.checksum;

/** What a multipart object's checksum covers, named as in {@code x-amz-checksum-type}. */
public enum ChecksumType {
    /** The checksum of the parts' checksums, with {@code -N} for N parts behind it. */
    COMPOSITE,
    /** The checksum of the object's bytes, as if it had been uploaded in one request. */
    FULL_OBJECT
}
