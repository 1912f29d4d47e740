package io.coffer.content;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM over the segments of one blob. The key is the blob's own, so a segment's number can be its nonce; the nonce says too whether
 * the segment is the last. So a segment opens only in its blob, at its place, and where it ends the blob as it did when it was sealed. This
 * is STREAM of Hoang, Reyhanitabar, Rogaway and Vizár, Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance. Not
 * thread-safe.
 */
final class SegmentCipher {

    private static final int NONCE_LENGTH = 12;

    private final String blobId;
    private final SecretKeySpec key;
    private final Cipher cipher;

    SegmentCipher(DataKey dataKey, String blobId) {
        try {
            this.blobId = blobId;
            this.key = new SecretKeySpec(dataKey.ofBlob(blobId), "AES");
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Encrypts {@code length} bytes of {@code plain} to {@code stored}, which takes 16 bytes more. */
    void seal(long number, boolean last, byte[] plain, int from, int length, byte[] stored, int to) {
        try {
            init(Cipher.ENCRYPT_MODE, number, last);
            cipher.doFinal(plain, from, length, stored, to);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Decrypts the first {@code length} bytes of {@code stored}, tag and all, to the beginning of {@code plain}.
     *
     * @throws DamagedContentException if they are not the segment of that number
     */
    void open(long number, boolean last, byte[] stored, int length, byte[] plain) throws DamagedContentException {
        if (length < Segments.TAG) {
            throw new DamagedContentException(blobId, "segment " + number + " is cut off");
        }
        try {
            init(Cipher.DECRYPT_MODE, number, last);
            cipher.doFinal(stored, 0, length, plain, 0);
        } catch (AEADBadTagException e) {
            throw new DamagedContentException(blobId, "segment " + number + " does not open");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void init(int mode, long number, boolean last) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(NONCE_LENGTH).putLong(number).putInt(last ? 1 : 0).array();
        cipher.init(mode, key, new GCMParameterSpec(Segments.TAG * 8, nonce));
    }
}
