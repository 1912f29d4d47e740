package io.coffer.auth;

/**
 * How many bytes a form's file may have.
 *
 * @param min the least, in bytes
 * @param max the most, in bytes
 */
public record ContentLengthRange(long min, long max) {

    /** What a form without a policy may send. */
    public static final ContentLengthRange ANY = new ContentLengthRange(0, Long.MAX_VALUE);

    /** What both ranges allow. */
    public ContentLengthRange and(ContentLengthRange other) {
        long least = Math.max(min, other.min);
        long most = Math.min(max, other.max);
        return new ContentLengthRange(least, most);
    }
}
