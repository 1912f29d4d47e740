package io.coffer.moving;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must be at the target's key when a write takes effect, so that nothing is replaced that the import has not seen.
 *
 * @param etag of the current object; empty for none
 */
record Condition(Optional<String> etag) {

    static Condition none() {
        return new Condition(Optional.empty());
    }

    static Condition is(String etag) {
        return new Condition(Optional.of(etag));
    }

    static Condition after(ListedVersion version) {
        return version.isDeleteMarker() ? none() : is(version.etag());
    }

    @Nullable String ifMatch() {
        return etag.map(value -> '"' + value + '"').orElse(null);
    }

    @Nullable String ifNoneMatch() {
        return etag.isPresent() ? null : "*";
    }
}
