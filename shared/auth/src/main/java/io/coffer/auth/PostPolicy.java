package io.coffer.auth;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.coffer.auth.PostCondition.Match;
import io.coffer.protocol.FormFields;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a form may say, by whoever signed for it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html">S3 API Reference, POST policy</a>
 */
record PostPolicy(Instant expiration, List<PostCondition> conditions, ContentLengthRange lengths) {

    private static final String EXPIRATION = "expiration";
    private static final String CONDITIONS = "conditions";
    private static final String LENGTH_RANGE = "content-length-range";

    /** Fields no condition has to name; the bucket, in a field or not, always needs one. */
    private static final Set<String> UNCONDITIONAL = Set.of("x-amz-signature", "awsaccesskeyid", "signature", "policy", "bucket");
    private static final String IGNORED = "x-ignore-";

    /** AWS's page prints policies with a comma after the last condition, and has {@code \$} among its escapes. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA, JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * @param base64 the form's {@code policy}
     * @throws S3Exception InvalidPolicyDocument
     */
    static PostPolicy parse(String base64) {
        JsonNode document = document(base64);
        for (Iterator<String> names = document.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!name.equals(EXPIRATION) && !name.equals(CONDITIONS)) {
                throw invalid("Unexpected: '" + name.toLowerCase(Locale.ROOT) + "'");
            }
        }
        Instant expiration = expiration(document.get(EXPIRATION));
        JsonNode list = document.get(CONDITIONS);
        if (list == null) {
            throw invalid("Policy missing conditions.");
        }
        if (!list.isArray()) {
            throw invalid("Invalid 'conditions' value: must be a List.");
        }
        List<PostCondition> conditions = new ArrayList<>();
        ContentLengthRange lengths = ContentLengthRange.ANY;
        for (JsonNode condition : list) {
            if (condition.isObject()) {
                conditions.add(simple(condition));
            } else if (!condition.isArray()) {
                throw invalid("Invalid condition test: must be a List or Object.");
            } else if (isLengthRange(condition)) {
                requireOperands(condition);
                if (isNumber(condition.get(1)) && isNumber(condition.get(2))) {
                    lengths = lengths.and(new ContentLengthRange(bound(condition.get(1)), bound(condition.get(2))));
                } else {
                    conditions.add(PostCondition.unmeetable(text(condition)));
                }
            } else {
                conditions.add(matching(condition));
            }
        }
        return new PostPolicy(expiration, conditions, lengths);
    }

    private static JsonNode document(String base64) {
        byte[] json;
        try {
            json = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw invalid("invalid Base64 encoding.");
        }
        try {
            JsonNode document = JSON.readTree(json);
            if (document.isObject()) {
                return document;
            }
        } catch (IOException e) {
            // falls through to the refusal: what the parser says is of no use to an S3 client
        }
        throw invalid("Invalid JSON.");
    }

    private static Instant expiration(JsonNode expiration) {
        if (expiration == null) {
            throw invalid("Policy missing expiration.");
        }
        String text = expiration.asText();
        if (expiration.isTextual() && text.endsWith("Z")) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                // falls through to the refusal
            }
        }
        throw invalid("Invalid 'expiration' value: '" + text + "'");
    }

    /** {@code {"field": "value"}} */
    private static PostCondition simple(JsonNode condition) {
        if (condition.size() != 1) {
            throw invalid("Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
        }
        Map.Entry<String, JsonNode> only = condition.properties().iterator().next();
        if (!only.getValue().isTextual()) {
            throw invalid("Invalid Simple-Condition: value must be a string.");
        }
        String value = only.getValue().textValue();
        return new PostCondition(Match.EQ, PostCondition.nameOf(only.getKey()), value, text("eq", "$" + only.getKey(), value));
    }

    /** {@code ["eq", "$field", "value"]} and {@code ["starts-with", "$field", "value"]}; without the {@code $} no field is named. */
    private static PostCondition matching(JsonNode condition) {
        String operation = operation(condition);
        Match match = switch (operation) {
            case "eq" -> Match.EQ;
            case "starts-with" -> Match.STARTS_WITH;
            default -> throw invalid("Invalid Condition: unknown operation '" + operation + "'.");
        };
        requireOperands(condition);
        if (!condition.get(1).isTextual() || !condition.get(2).isTextual()) {
            throw invalid("Invalid JSON.");
        }
        String field = condition.get(1).textValue();
        return field.startsWith("$")
                ? new PostCondition(match, PostCondition.nameOf(field.substring(1)), condition.get(2).textValue(), text(condition))
                : PostCondition.unmeetable(text(condition));
    }

    private static boolean isLengthRange(JsonNode condition) {
        return operation(condition).equals(LENGTH_RANGE);
    }

    private static String operation(JsonNode condition) {
        if (condition.isEmpty() || !condition.get(0).isTextual()) {
            throw invalid("Invalid Condition: missing operation identifier.");
        }
        return condition.get(0).textValue().toLowerCase(Locale.ROOT);
    }

    private static void requireOperands(JsonNode condition) {
        if (condition.size() != 3) {
            throw invalid("Invalid " + operation(condition) + ": wrong number of arguments.");
        }
    }

    /** Numbers may stand in quotes. */
    private static boolean isNumber(JsonNode operand) {
        if (!operand.isTextual() && !operand.isIntegralNumber()) {
            throw invalid("Invalid JSON.");
        }
        return operand.asText().matches("-?[0-9]+");
    }

    private static long bound(JsonNode operand) {
        try {
            long bound = Long.parseLong(operand.asText());
            if (bound >= 0) {
                return bound;
            }
        } catch (NumberFormatException e) {
            // falls through to the refusal: more than any object has
        }
        throw invalid("Invalid " + LENGTH_RANGE + ": " + operand.asText() + " is no number of bytes.");
    }

    private static String text(String operation, String field, String value) {
        return "[" + TextNode.valueOf(operation) + ", " + TextNode.valueOf(field) + ", " + TextNode.valueOf(value) + "]";
    }

    private static String text(JsonNode condition) {
        return "[" + condition.get(0) + ", " + condition.get(1) + ", " + condition.get(2) + "]";
    }

    private static S3Exception invalid(String fault) {
        return new S3Exception(S3ErrorCode.INVALID_POLICY_DOCUMENT, "Invalid Policy: " + fault);
    }

    /**
     * Holds a form to the policy; the length of its file is left to whoever reads it.
     *
     * @throws S3Exception AccessDenied saying what is not met
     */
    void require(FormFields form, String bucket, Instant now) {
        if (!now.isBefore(expiration)) {
            throw denied("Policy expired.");
        }
        for (PostCondition condition : conditions) {
            if (!condition.isMetBy(form, bucket)) {
                throw denied("Policy Condition failed: " + condition.text());
            }
        }
        Set<String> named = conditions.stream().map(PostCondition::field).collect(Collectors.toSet());
        List<String> extra = new ArrayList<>(form.names().stream()
                .filter(name -> !named.contains(PostCondition.nameOf(name)) && needsCondition(PostCondition.nameOf(name)))
                .toList());
        if (!named.contains("bucket")) {
            extra.add("bucket");
        }
        if (!extra.isEmpty()) {
            throw denied("Extra input fields: " + String.join(", ", extra));
        }
    }

    /** Digests of the file need none: a page computes them when it has the file, and they can only make the form be refused. */
    private static boolean needsCondition(String field) {
        return !UNCONDITIONAL.contains(field) && !field.startsWith(IGNORED) && !field.startsWith("x-amz-checksum-");
    }

    private static S3Exception denied(String reason) {
        return new S3Exception(S3ErrorCode.ACCESS_DENIED, "Invalid according to Policy: " + reason);
    }
}
