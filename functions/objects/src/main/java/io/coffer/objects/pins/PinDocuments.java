package io.coffer.objects.pins;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coffer.contentid.CidText;
import io.coffer.protocol.ResponseBody;
import io.coffer.protocol.S3Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
     * @param cid in its canonical form
     * @param key the pin's name, or its content id if it has none
     */
    record Asked(String cid, String key, Map<String, String> meta) {}

    static Asked read(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MAX_BODY + 1);
            JsonNode pin = bytes.length > MAX_BODY ? JSON.missingNode() : new ObjectMapper().readTree(bytes);
            JsonNode cid = pin.path("cid");
            if (!cid.isTextual()) {
                throw PinFailure.badRequest("The body must be a pin in JSON, with a cid.");
            }
            JsonNode name = given(pin, "name");
            JsonNode origins = given(pin, "origins");
            if (!(name.isMissingNode() || name.isTextual())
                    || !(origins.isMissingNode() || areTexts(origins.elements(), origins.isArray()))) {
                throw PinFailure.badRequest("A name is a string, and origins are an array of strings.");
            }
            String id = requireCid(cid.asText());
            String named = requireName(name.asText());
            return new Asked(id, named.isEmpty() ? id : named, meta(given(pin, "meta")));
        } catch (IOException e) {
            throw PinFailure.badRequest("The body is no JSON.");
        }
    }

    /** A field; missing if it is not given, or null. */
    private static JsonNode given(JsonNode pin, String field) {
        JsonNode value = pin.path(field);
        return value.isNull() ? JSON.missingNode() : value;
    }

    private static boolean areTexts(Iterator<JsonNode> values, boolean isOfThem) {
        boolean are = isOfThem;
        while (values.hasNext()) {
            are &= values.next().isTextual();
        }
        return are;
    }

    private static Map<String, String> meta(JsonNode meta) {
        if (meta.isMissingNode()) {
            return Map.of();
        }
        if (!areTexts(meta.elements(), meta.isObject())) {
            throw PinFailure.badRequest("meta is an object of strings.");
        }
        Map<String, String> read = new TreeMap<>();
        meta.fieldNames().forEachRemaining(name -> read.put(name, meta.path(name).asText()));
        return read;
    }

    /** @param json null for none */
    static Map<String, String> readMeta(@Nullable String json) {
        try {
            return json == null ? Map.of() : meta(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw PinFailure.badRequest("meta is no JSON.");
        }
    }

    static String requireName(String name) {
        if (name.length() > MAX_NAME) {
            throw PinFailure.badRequest("A name may have " + MAX_NAME + " characters.");
        }
        return name;
    }

    /** A content id in its canonical form; one of a kind that is not known here as it is, for a node of IPFS may know it. */
    static String requireCid(String text) {
        if (!CID.matcher(text).matches()) {
            throw PinFailure.badRequest("This is no content id.");
        }
        return CidText.canonical(text).orElse(text);
    }

    static ObjectNode status(Pin pin, Collection<String> delegates) {
        ObjectNode status = JSON.objectNode();
        status.put("requestid", pin.id().toString());
        status.put("status", pin.status().name().toLowerCase(Locale.ROOT));
        status.put("created", pin.created().toString());
        ObjectNode told = status.putObject("pin");
        told.put("cid", pin.cid());
        told.put("name", pin.key());
        told.putArray("origins");
        ObjectNode meta = told.putObject("meta");
        pin.meta().forEach(meta::put);
        ArrayNode addresses = status.putArray("delegates");
        delegates.forEach(addresses::add);
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
