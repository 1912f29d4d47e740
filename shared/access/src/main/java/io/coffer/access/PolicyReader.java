package io.coffer.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.coffer.access.ActionTable.Action;
import io.coffer.access.Condition.Qualifier;
import io.coffer.protocol.S3Address.Level;
import io.coffer.protocol.S3ErrorCode;
import io.coffer.protocol.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a bucket's policy and refuses, in S3's words, what S3 refuses and what Coffer could not carry out.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">IAM User Guide, Grammar of the IAM JSON
 *     policy language</a>
 */
final class PolicyReader {

    /** Without the white space between JSON's tokens. */
    private static final int MAX_BYTES = 20_480;

    /** The default where a policy does not say, in which {@code ${...}} is text. */
    private static final String VERSION_2008 = "2008-10-17";
    private static final String VERSION_2012 = "2012-10-17";

    private static final String RESOURCE_PREFIX = "arn:aws:s3:::";
    private static final Pattern ACCOUNT_ID = Pattern.compile("\\d{12}");
    private static final Pattern CANONICAL_ID = Pattern.compile("[0-9a-f]{64}");
    /** Whether there is such an account or user is not asked: that may change under the policy. */
    private static final Pattern PRINCIPAL_ARN =
            Pattern.compile("arn:aws:iam::(?<account>[A-Za-z0-9]{1,64}):(?:root|user/[\\w+=,.@/-]{1,576})");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final String bucketName;

    /** Whether the policy's version has policy variables. */
    private boolean variables;

    PolicyReader(String bucketName) {
        this.bucketName = bucketName;
    }

    List<Statement> read(byte[] json) {
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

    private static JsonNode document(byte[] json) {
        if (json.length == 0 || json[0] != '{') {
            throw new S3Exception(S3ErrorCode.MALFORMED_POLICY);
        }
        try {
            JsonNode policy = JSON.readTree(new String(json, StandardCharsets.UTF_8));
            if (JSON.writeValueAsBytes(policy).length > MAX_BYTES) {
                throw malformed("Normalized policy document exceeds the maximum allowed size of " + MAX_BYTES + " bytes");
            }
            return policy;
        } catch (JsonProcessingException e) {
            throw malformed("This policy contains invalid Json");
        }
    }

    private Statement statement(JsonNode node) {
        if (!node.isObject()) {
            throw malformed("Invalid policy syntax.");
        }
        requireFields(node, Set.of("Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource",
                "Condition"));
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

    private static Principals principals(JsonNode statement) {
        boolean except = isNotForm(statement, "Principal");
        JsonNode node = except ? statement.get("NotPrincipal") : require(statement, "Principal");
        if (node.isTextual() && node.asText().equals("*")) {
            return new Principals(true, Set.of(), Set.of(), Set.of(), except);
        }
        if (!node.isObject() || node.isEmpty()) {
            throw malformed("Invalid principal in policy");
        }
        boolean everyone = false;
        Set<String> accounts = new HashSet<>();
        Set<String> users = new HashSet<>();
        Set<String> canonicalIds = new HashSet<>();
        for (Iterator<Map.Entry<String, JsonNode>> kinds = node.fields(); kinds.hasNext();) {
            Map.Entry<String, JsonNode> kind = kinds.next();
            for (String name : texts(kind.getValue(), "Invalid principal in policy")) {
                Matcher arn = PRINCIPAL_ARN.matcher(name);
                if (kind.getKey().equals("CanonicalUser") && CANONICAL_ID.matcher(name).matches()) {
                    canonicalIds.add(name);
                } else if (!kind.getKey().equals("AWS")) {
                    throw malformed("Invalid principal in policy");
                } else if (name.equals("*")) {
                    everyone = true;
                } else if (ACCOUNT_ID.matcher(name).matches()) {
                    accounts.add(name);
                } else if (!arn.matches()) {
                    throw malformed("Invalid principal in policy");
                } else if (name.endsWith(":root")) {
                    accounts.add(arn.group("account"));
                } else {
                    users.add(name);
                }
            }
        }
        return new Principals(everyone, Set.copyOf(accounts), Set.copyOf(users), Set.copyOf(canonicalIds), except);
    }

    private static Patterns actions(JsonNode statement) {
        boolean except = isNotForm(statement, "Action");
        JsonNode node = except ? statement.get("NotAction") : require(statement, "Action");
        List<String> patterns = new ArrayList<>();
        for (String action : texts(node, "Policy has invalid action")) {
            String pattern = S3Actions.comparable(action);
            if (!pattern.equals("*") && (!pattern.startsWith("s3:") || ActionTable.matching(pattern).isEmpty())) {
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
            if (!pattern.startsWith(RESOURCE_PREFIX) || (!reaches(pattern, Level.BUCKET) && !reaches(pattern, Level.OBJECT))) {
                throw malformed("Policy has invalid resource");
            }
        }
        return new Patterns(patterns, except);
    }

    /** Whether the pattern can match the policy's own bucket, or objects in it. */
    private boolean reaches(String pattern, Level level) {
        String bucket = RESOURCE_PREFIX + bucketName;
        if (level == Level.BUCKET) {
            return Wildcards.match(pattern, bucket);
        }
        // A star may reach over the slash; otherwise what stands before the slash is the bucket.
        int slash = pattern.indexOf('/');
        int star = pattern.indexOf('*');
        if (star >= 0 && (slash < 0 || star < slash)) {
            return Wildcards.match(pattern.substring(0, star + 1), bucket + "/")
                    || (slash >= 0 && Wildcards.match(pattern.substring(0, slash), bucket));
        }
        return slash >= 0 && slash + 1 < pattern.length() && Wildcards.match(pattern.substring(0, slash), bucket);
    }

    /**
     * For each of the statement's actions, those it stands for that its resources can be subject to.
     *
     * @throws S3Exception MalformedPolicy where one of them could never apply
     */
    private List<List<Action>> applicable(Patterns actions, Patterns resources) {
        Set<Level> levels = EnumSet.noneOf(Level.class);
        for (Level level : List.of(Level.BUCKET, Level.OBJECT)) {
            if (resources.except() || resources.patterns().stream().anyMatch(pattern -> reaches(pattern, level))) {
                levels.add(level);
            }
        }
        List<String> patterns = actions.except() ? List.of("*") : actions.patterns();
        List<List<Action>> applicable = patterns.stream()
                .map(pattern -> ActionTable.matching(pattern).stream()
                        .filter(action -> levels.contains(action.level()))
                        .collect(Collectors.toList()))
                .collect(Collectors.toList());
        if (applicable.stream().anyMatch(List::isEmpty)) {
            throw malformed("Action does not apply to any resource(s) in statement");
        }
        return applicable;
    }

    private List<Condition> conditions(JsonNode block, List<List<Action>> actions) {
        if (block.isMissingNode()) {
            return List.of();
        }
        if (!block.isObject()) {
            throw malformed("Invalid policy syntax.");
        }
        List<Condition> conditions = new ArrayList<>();
        for (Iterator<Map.Entry<String, JsonNode>> types = block.fields(); types.hasNext();) {
            Map.Entry<String, JsonNode> type = types.next();
            if (!type.getValue().isObject()) {
                throw malformed("Invalid policy syntax.");
            }
            for (Iterator<Map.Entry<String, JsonNode>> keys = type.getValue().fields(); keys.hasNext();) {
                Map.Entry<String, JsonNode> key = keys.next();
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
        String key = ConditionKeys.find(keyName).orElseThrow(() -> malformed("Policy has an invalid condition key"));
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

    private static boolean isNotForm(JsonNode statement, String name) {
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

    private static JsonNode require(JsonNode node, String field) {
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
    private static List<String> texts(JsonNode node, String refusal) {
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

    private static S3Exception malformed(String message) {
        return new S3Exception(S3ErrorCode.MALFORMED_POLICY, message);
    }
}
