package io.coffer.auth;

import io.coffer.protocol.FormFields;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a POST policy on one field.
 *
 * @param field the field's name in lower case; null for a condition that names none, which nothing meets
 * @param text the condition as refusals show it
 */
record PostCondition(Match match, @Nullable String field, String value, String text) {

    enum Match {
        EQ,
        STARTS_WITH
    }

    /** A condition nothing meets. */
    static PostCondition unmeetable(String text) {
        return new PostCondition(Match.EQ, null, "", text);
    }

    /**
     * A field the form does not have is empty here: {@code ["starts-with", "$field", ""]} allows any content, none too.
     *
     * @param bucket what the form is sent to; a field of that name does not change it
     */
    boolean isMetBy(FormFields form, String bucket) {
        if (field == null) {
            return false;
        }
        String actual = field.equals("bucket") ? bucket : form.get(field);
        if (match == Match.EQ) {
            return value.equals(actual);
        }
        String text = actual == null ? "" : actual;
        return field.equals("content-type")
                ? Arrays.stream(text.split(",", -1)).map(String::strip).allMatch(one -> one.startsWith(value))
                : text.startsWith(value);
    }

    static String nameOf(String field) {
        return field.toLowerCase(Locale.ROOT);
    }
}
