package io.coffer.keys;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The tags that a call has.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules">IAM User Guide, Rules for tagging</a>
 */
final class Tags {

    private static final int MAX_TAGS = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;
    private static final String CHARACTERS = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]";
    private static final Pattern KEY = Pattern.compile(CHARACTERS + "+");
    private static final Pattern VALUE = Pattern.compile(CHARACTERS + "*");

    private Tags() {}

    /** @throws QueryException ValidationError, LimitExceeded, InvalidInput if a key is there twice */
    static Map<String, String> of(QueryCall call) {
        Map<String, String> tags = new LinkedHashMap<>();
        Set<String> withoutCase = new HashSet<>();
        for (int i = 1; call.parameters().has("Tags.member." + i + ".Key"); i++) {
            String key = checked(call, "Tags.member." + i + ".Key", MAX_KEY, KEY);
            String value = checked(call, "Tags.member." + i + ".Value", MAX_VALUE, VALUE);
            if (!withoutCase.add(key.toLowerCase(Locale.ROOT))) {
                throw new QueryException(
                        QueryError.INVALID_INPUT, "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            tags.put(key, value);
        }
        requireRoom(tags);
        return tags;
    }

    /** The keys of the tags to take away. */
    static List<String> keys(QueryCall call) {
        List<String> keys = new ArrayList<>();
        for (int i = 1; call.parameters().has("TagKeys.member." + i); i++) {
            keys.add(checked(call, "TagKeys.member." + i, MAX_KEY, KEY));
        }
        return keys;
    }

    /** @throws QueryException LimitExceeded */
    static void requireRoom(Map<String, String> tags) {
        if (tags.size() > MAX_TAGS) {
            throw new QueryException(QueryError.LIMIT_EXCEEDED, "The number of tags has reached the maximum limit.");
        }
    }

    private static String checked(QueryCall call, String parameter, int maxLength, Pattern form) {
        String text = call.parameters().get(parameter);
        if (text == null) {
            text = call.require(parameter);
        }
        Names.requireLength(parameter, text, maxLength);
        if (!form.matcher(text).matches()) {
            throw QueryCall.unfit(parameter, text, "Member must satisfy regular expression pattern: " + form);
        }
        return text;
    }
}
