package io.coffer.metadata.objects;

import io.coffer.metadata.Ids;
import io.coffer.metadata.ObjectRecord;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Version ids, whose text order is the order from the newest to the oldest: the time they were made counted down, then random. Letters
 * and digits only.
 */
final class VersionIds {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
    private static final int TIME_DIGITS = 12;
    private static final int RADIX = 16;
    private static final long LATEST = (1L << 48) - 1;
    private static final int RANDOM_DIGITS = 20;

    private VersionIds() {}

    /**
     * An id for a version made at a time.
     *
     * @param newest the id of the newest version there is, which this one comes before whatever the clocks say; null for none
     */
    static String at(long millis, @Nullable String newest) {
        long time = newest == null ? millis : Math.max(millis, time(newest) + 1);
        return Ids.time(LATEST - time) + Ids.random().substring(0, RANDOM_DIGITS);
    }

    /** Whether a text is an id, or {@code null}, which clients may send for one. */
    static boolean isOne(String text) {
        return text.equals(ObjectRecord.NULL_VERSION) || FORM.matcher(text).matches();
    }

    /** Milliseconds; no less than those it was made at. */
    static long time(String id) {
        return LATEST - Long.parseLong(id.substring(0, TIME_DIGITS), RADIX);
    }
}
