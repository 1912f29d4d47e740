package io.coffer.objects.pins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coffer.protocol.ResponseBody;
import io.coffer.protocol.S3Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the Pinning Service API says in JSON. */
final class PinDocuments {

    private static final int MAX_BODY = 64 << 10;
    private static final int MAX_NAME = 255;
    private static final Pattern CID = Pattern.compile("[A-Za-z0-9]{1,200}");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PinDocuments() {}

    /**
     * What a client asks to be pinned. Origins are not kept.
     *
     * @param key the pin's name, or its content id if it has none
     */
    record Asked(String cid, String key) {}

    static Asked read(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MAX_BODY + 1);
            JsonNode pin = bytes.length > MAX_BODY ? JSON.missingNode() : new ObjectMapper().readTree(bytes);
            JsonNode cid = pin.path("cid");
            if (!cid.isTextual()) {
                throw PinFailure.badRequest("The body must be a pin in JSON, with a cid.");
            }
            String name = pin.path("name").isTextual() ? pin.path("name").asText() : "";
            if (name.length() > MAX_NAME) {
                throw PinFailure.badRequest("A name may have " + MAX_NAME + " characters.");
            }
            return new Asked(requireCid(cid.asText()), name.isEmpty() ? cid.asText() : name);
        } catch (IOException e) {
            throw PinFailure.badRequest("The body is no JSON.");
        }
    }

    /** Whether it can be a content id, however it is written. */
    static String requireCid(String text) {
        if (!CID.matcher(text).matches()) {
            throw PinFailure.badRequest("This is no content id.");
        }
        return text;
    }

    /** An object's key stands for its pin. */
    static String requestId(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    static String key(String requestId) {
        try {
            return new String(Base64.getUrlDecoder().decode(requestId), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw PinFailure.notFound("There is no such pin.");
        }
    }

    /** @param host of the endpoint, which is told as the place where the blocks are */
    static ObjectNode status(Pin pin, String host) {
        ObjectNode status = JSON.objectNode();
        status.put("requestid", requestId(pin.key()));
        status.put("status", pin.status().name().toLowerCase(Locale.ROOT));
        status.put("created", Instant.ofEpochMilli(pin.modified()).toString());
        ObjectNode told = status.putObject("pin");
        told.put("cid", pin.cid());
        told.put("name", pin.key());
        told.putArray("origins");
        told.putObject("meta");
        status.putArray("delegates").add("/dns4/" + host.replaceFirst(":(\\d+)$", "/tcp/$1") + "/http");
        pin.details().ifPresent(details -> status.putObject("info").put("status_details", details));
        return status;
    }

    static ObjectNode results(int count, List<ObjectNode> results) {
        ObjectNode all = JSON.objectNode();
        all.put("count", count);
        all.putArray("results").addAll(results);
        return all;
    }

    static S3Response failure(PinFailure failure) {
        ObjectNode document = JSON.objectNode();
        document.putObject("error").put("reason", failure.reason()).put("details", failure.getMessage());
        return response(failure.status(), document);
    }

    static S3Response response(int status, ObjectNode document) {
        byte[] bytes = document.toString().getBytes(StandardCharsets.UTF_8);
        return S3Response.of(status)
                .with("Content-Type", "application/json")
                .with("Content-Length", String.valueOf(bytes.length))
                .withBody(new ResponseBody.Bytes(bytes));
    }
}
