package io.coffer.proofs.s3;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Random;

/**
 * Bytes of an object or a part.
 *
 * @param etag without quotes; stands for the bytes
 */
public record Content(String etag, byte[] bytes) {

    /** Of a delete marker: no object has its ETag. */
    static final Content NOTHING = new Content("", new byte[0]);

    /** Bytes that another seed does not have. */
    public static Content of(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return ofBytes(bytes);
    }

    static Content ofBytes(byte[] bytes) {
        return new Content(HexFormat.of().formatHex(md5(bytes)), bytes);
    }

    /** S3 User Guide, Checking object integrity: the ETag of an object of parts is the MD5 of their MD5s, and how many they are. */
    static Content ofParts(Collection<Content> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteArrayOutputStream digests = new ByteArrayOutputStream();
        for (Content part : parts) {
            all.writeBytes(part.bytes);
            digests.writeBytes(HexFormat.of().parseHex(part.etag));
        }
        return new Content(HexFormat.of().formatHex(md5(digests.toByteArray())) + "-" + parts.size(), all.toByteArray());
    }

    String quoted() {
        return '"' + etag + '"';
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content content && content.etag.equals(etag);
    }

    @Override
    public int hashCode() {
        return etag.hashCode();
    }

    @Override
    public String toString() {
        if (etag.isEmpty()) {
            return "nothing";
        }
        return bytes.length + "B:" + etag.substring(0, 6) + (etag.contains("-") ? etag.substring(etag.indexOf('-')) : "");
    }
}
