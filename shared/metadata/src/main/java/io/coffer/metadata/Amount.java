package io.coffer.metadata;

/**
 * What an account or a bucket holds, or what a commit adds to that: less than 0 if it takes away.
 *
 * @param objects current objects and older versions together
 * @param bytes theirs, and those of the parts of uploads in progress
 * @param uploads uploads in progress
 */
public record Amount(long objects, long bytes, long uploads) {

    public static final Amount NOTHING = new Amount(0, 0, 0);

    public static Amount ofObjects(long objects, long bytes) {
        return new Amount(objects, bytes, 0);
    }

    public static Amount ofParts(long bytes) {
        return new Amount(0, bytes, 0);
    }

    public static Amount ofUploads(long uploads) {
        return new Amount(0, 0, uploads);
    }

    public Amount plus(Amount more) {
        return new Amount(objects + more.objects, bytes + more.bytes, uploads + more.uploads);
    }

    public Amount minus(Amount less) {
        return new Amount(objects - less.objects, bytes - less.bytes, uploads - less.uploads);
    }
}
