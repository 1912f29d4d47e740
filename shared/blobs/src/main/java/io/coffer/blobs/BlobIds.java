package io.coffer.blobs;

import java.io.EOFException;
import java.io.IOException;
import java.util.regex.Pattern;

/** What every store holds a caller to. */
final class BlobIds {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private BlobIds() {}

    static boolean isOne(String text) {
        return ID.matcher(text).matches();
    }

    /** @throws IllegalArgumentException if the id could name something other than a blob */
    static void check(String id) {
        if (!isOne(id)) {
            throw new IllegalArgumentException("not a blob id: " + id);
        }
    }

    /** @throws IOException if the source gave another number of bytes than was declared; a negative length declares nothing */
    static void checkLength(String id, long declared, long given) throws IOException {
        if (declared >= 0 && given != declared) {
            throw new EOFException("blob " + id + ": " + given + " bytes came instead of " + declared);
        }
    }
}
