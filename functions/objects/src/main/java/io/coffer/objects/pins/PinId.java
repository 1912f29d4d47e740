package io.coffer.objects.pins;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a request for a pin is called. It follows from the pin, so that nothing has to be kept of requests; another pin under the same name
 * has another one.
 */
record PinId(String cid, String key) {

    /** What stands for no pin is the id of one that nobody has: who may not look for pins is not told which ids there can be. */
    static PinId parse(String requestId) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(requestId), StandardCharsets.UTF_8).split("/", 2);
            if (parts.length == 2 && !parts[1].isEmpty()) {
                return new PinId(parts[0], parts[1]);
            }
        } catch (IllegalArgumentException e) {
            // As below.
        }
        return new PinId("", requestId);
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((cid + "/" + key).getBytes(StandardCharsets.UTF_8));
    }
}
