package io.coffer.access;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names by which policies may call condition keys, in any case. */
final class KnownConditionKeys {

    private static final Map<String, String> BY_LOWER_CASE = byLowerCase();

    private KnownConditionKeys() {}

    /** A key in AWS's spelling; the part that is a tag's key stays as it was given. Empty if there is no such key. */
    static Optional<String> find(String name) {
        for (String family : ConditionKeys.TAG_FAMILIES) {
            if (name.length() > family.length() && name.regionMatches(true, 0, family, 0, family.length())) {
                return Optional.of(family + name.substring(family.length()));
            }
        }
        return Optional.ofNullable(BY_LOWER_CASE.get(name.toLowerCase(Locale.ROOT)));
    }

    private static Map<String, String> byLowerCase() {
        Map<String, String> keys = new HashMap<>();
        ConditionKeys.GLOBAL.forEach(key -> keys.put(key.toLowerCase(Locale.ROOT), key));
        ConditionKeys.OF_S3.forEach(key -> keys.put(key.toLowerCase(Locale.ROOT), key));
        ActionTable.keys()
                .filter(key -> !ConditionKeys.TAG_FAMILIES.contains(key))
                .forEach(key -> keys.put(key.toLowerCase(Locale.ROOT), key));
        return Map.copyOf(keys);
    }
}
