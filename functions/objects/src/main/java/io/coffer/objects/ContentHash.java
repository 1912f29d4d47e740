package io.coffer.objects;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A short name of a path, for what must be told apart by it. */
final class ContentHash {

    private static final int BYTES = 16;

    private ContentHash() {}

    static String of(List<String> names) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(String.join("/", names).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
