package io.coffer.objects.pins;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What clients keep with a pin, in the metadata of its object: JSON in Base64, since keys and values may be any text. */
final class PinMeta {

    /** Of the object's metadata. */
    static final String NAME = "pin";

    private PinMeta() {}

    /** Empty for none. */
    static Optional<String> text(Map<String, String> meta) {
        if (meta.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        meta.forEach(json::put);
        return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(json.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Nothing for what is no such text: a client may have put it there.
     *
     * @param text null for none
     */
    static Map<String, String> of(@Nullable String text) {
        try {
            return text == null ? Map.of()
                    : PinDocuments.readMeta(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (PinFailure | IllegalArgumentException e) {
            return Map.of();
        }
    }
}
