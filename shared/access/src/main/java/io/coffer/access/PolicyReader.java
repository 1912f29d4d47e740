package io.coffer.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.coffer.access.ActionTable.Action;
import io.coffer.access.Condition.Qualifier;
import io.coffer.protocol.errors.S3ErrorCode;
import io.coffer.protocol.errors.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Reads a policy and refuses, in S3's words, what AWS refuses and what Coffer could not carry out.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">IAM User Guide, Grammar of the IAM JSON
 *     policy language</a>
 */
abstract class PolicyReader {

    /** Without the white space between JSON's tokens. */
    static final int MAX_BYTES = 20_480;

    /** The default where a policy does not say, in which {@code ${...}} is text. */
    private static final String VERSION_2008 = "2008-10-17";
    private static final String VERSION_2012 = "2012-10-17";

    private static final Set<String> STATEMENT_FIELDS = Set.of(
            "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final int maxBytes;
    /** Whether the policy's version has policy variables. */
    private boolean variables;

    /** @param maxBytes the most that a policy may have */
    PolicyReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Whom a statement is about. */
    abstract Principals principals(JsonNode statement);

    /** Whether an Action, in lower case, may stand in the policy. */
    abstract boolean allowsAction(String pattern);

    abstract boolean allowsResource(String pattern);

    /**
     * For each of the statement's actions, those it stands for that its resources can be subject to; empty if that is of no interest.
     *
     * @throws S3Exception MalformedPolicy if one of them could never apply
     */
    abstract List<List<Action>> applicable(Patterns actions, Patterns resources);

    final List<Statement> read(byte[] json) {
        JsonNode policy = document(json);
        JsonNode version = policy.path("Version");
        variables = version.asText().equals(VERSION_2012);
        if (!version.isMissingNode() && !variables && !version.asText().equals(VERSION_2008)) {
            throw malformed("The policy must contain a valid version string");
        }
        requireFields(policy, Set.of("Version", "Id", "Statement"));
        requireText(policy, "Id");
        JsonNode statements = require(policy, "Statement");
        if (!statements.isContainerNode()) {
            throw malformed("Invalid policy syntax.");
        }
        if (statements.isEmpty()) {
            throw malformed("Could not parse the policy: Statement is empty!");
        }
        List<Statement> read = new ArrayList<>();
        if (statements.isObject()) {
            read.add(statement(statements));
        } else {
            statements.forEach(statement -> read.add(statement(statement)));
        }
        return List.copyOf(read);
    }

    private JsonNode document(byte[] json) {
        if (json.length == 0 || json[0] != '{') {
            throw new S3Exception(S3ErrorCode.MALFORMED_POLICY);
        }
        try {
            JsonNode policy = JSON.readTree(new String(json, StandardCharsets.UTF_8));
            if (JSON.writeValueAsBytes(policy).length > maxBytes) {
                throw malformed("Normalized policy document exceeds the maximum allowed size of " + maxBytes + " bytes");
            }
            return policy;
        } catch (JsonProcessingException | NumberFormatException e) {
            // The parser has no exception of its own for a number whose exponent has more digits than an int.
            throw malformed("This policy contains invalid Json");
        }
    }

    private Statement statement(JsonNode node) {
        if (!node.isObject()) {
            throw malformed("Invalid policy syntax.");
        }
        requireFields(node, STATEMENT_FIELDS);
        requireText(node, "Sid");
        boolean allow = effect(require(node, "Effect"));
        Principals principals = principals(node);
        if (allow && principals.except()) {
            throw malformed("Allow with NotPrincipal is not allowed.");
        }
        Patterns actions = actions(node);
        Patterns resources = resources(node);
        List<List<Action>> applicable = applicable(actions, resources);
        List<Condition> conditions = conditions(node.path("Condition"), applicable);
        return new Statement(allow, principals, actions, resources, conditions);
    }

    private static boolean effect(JsonNode effect) {
        String text = effect.asText();
        if (!text.equals("Allow") && !text.equals("Deny")) {
            throw malformed("Invalid effect : " + text);
        }
        return text.equals("Allow");
    }

    private Patterns actions(JsonNode statement) {
        boolean except = isNotForm(statement, "Action");
        JsonNode node = except ? statement.get("NotAction") : require(statement, "Action");
        List<String> patterns = new ArrayList<>();
        for (String action : texts(node, "Policy has invalid action")) {
            String pattern = ActionTable.comparable(action);
            if (!allowsAction(pattern)) {
                throw malformed("Policy has invalid action");
            }
            patterns.add(pattern);
        }
        return new Patterns(List.copyOf(patterns), except);
    }

    private Patterns resources(JsonNode statement) {
        boolean except = isNotForm(statement, "Resource");
        JsonNode node = except ? statement.get("NotResource") : require(statement, "Resource");
        List<String> patterns = texts(node, "Policy has invalid resource");
        for (String pattern : patterns) {
            requireNoVariables(pattern);
            if (!allowsResource(pattern)) {
                throw malformed("Policy has invalid resource");
            }
        }
        return new Patterns(patterns, except);
    }

    private List<Condition> conditions(JsonNode block, List<List<Action>> actions) {
        if (block.isMissingNode()) {
            return List.of();
        }
        if (!block.isObject()) {
            throw malformed("Invalid policy syntax.");
        }
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> type : block.properties()) {
            if (!type.getValue().isObject()) {
                throw malformed("Invalid policy syntax.");
            }
            for (Map.Entry<String, JsonNode> key : type.getValue().properties()) {
                conditions.add(condition(type.getKey(), key.getKey(), key.getValue(), actions));
            }
        }
        return List.copyOf(conditions);
    }

    private Condition condition(String type, String keyName, JsonNode valueNode, List<List<Action>> actions) {
        Qualifier qualifier = Qualifier.of(type);
        String name = type.substring(qualifier.prefix().length());
        boolean ifExists = name.endsWith("IfExists");
        ConditionOperator operator = ConditionOperator.find(ifExists ? name.substring(0, name.length() - "IfExists".length()) : name)
                .filter(found -> found != ConditionOperator.NULL || type.equals(found.awsName()))
                .orElseThrow(() -> malformed("Invalid Condition type : " + type));
        String key = KnownConditionKeys.find(keyName).orElseThrow(() -> malformed("Policy has an invalid condition key"));
        if (actions.stream().anyMatch(alternatives -> alternatives.stream().noneMatch(action -> action.has(key)))) {
            throw malformed("Conditions do not apply to combination of actions and resources in statement");
        }
        List<String> values = scalars(valueNode);
        values.forEach(this::requireNoVariables);
        return new Condition(operator, qualifier, ifExists, key, values, matchers(operator, values));
    }

    private static List<Predicate<String>> matchers(ConditionOperator operator, List<String> values) {
        try {
            return values.stream().map(operator::matcher).collect(Collectors.toUnmodifiableList());
        } catch (IllegalArgumentException e) {
            throw malformed(operator == ConditionOperator.IP_ADDRESS || operator == ConditionOperator.NOT_IP_ADDRESS
                    ? "Invalid IP address in Conditions"
                    : "Invalid value in Conditions for operator " + operator.awsName());
        }
    }

    private void requireNoVariables(String text) {
        if (variables && text.contains("${")) {
            throw malformed("Policy variables are not supported: " + text);
        }
    }

    static boolean isNotForm(JsonNode statement, String name) {
        if (statement.has(name) && statement.has("Not" + name)) {
            throw malformed("Invalid policy syntax.");
        }
        return statement.has("Not" + name);
    }

    private static void requireFields(JsonNode node, Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw malformed("Unknown field " + name);
            }
        });
    }

    static JsonNode require(JsonNode node, String field) {
        if (!node.has(field)) {
            throw malformed("Missing required field " + field);
        }
        return node.get(field);
    }

    private static void requireText(JsonNode node, String field) {
        if (node.has(field) && !node.get(field).isTextual()) {
            throw malformed("Invalid policy syntax.");
        }
    }

    /** A string, or a list of at least one. */
    static List<String> texts(JsonNode node, String refusal) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : node.isArray() ? node : List.of(node)) {
            if (!item.isTextual() || item.asText().isEmpty()) {
                throw malformed(refusal);
            }
            texts.add(item.asText());
        }
        if (texts.isEmpty()) {
            throw malformed(refusal);
        }
        return List.copyOf(texts);
    }

    /** A condition's values: strings, numbers or booleans, one or a list. */
    private static List<String> scalars(JsonNode node) {
        List<String> scalars = new ArrayList<>();
        for (JsonNode item : node.isArray() ? node : List.of(node)) {
            if (!item.isTextual() && !item.isNumber() && !item.isBoolean()) {
                throw malformed("Invalid policy syntax.");
            }
            scalars.add(item.asText());
        }
        if (scalars.isEmpty()) {
            throw malformed("Invalid policy syntax.");
        }
        return List.copyOf(scalars);
    }

    static S3Exception malformed(String message) {
        return new S3Exception(S3ErrorCode.MALFORMED_POLICY, message);
    }
}
