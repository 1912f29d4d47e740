package io.coffer.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.coffer.access.ActionTable.Action;
import io.coffer.protocol.S3Address.Level;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the policy of a bucket, which names principals, and the bucket itself and its objects as resources. */
final class BucketPolicyReader extends PolicyReader {

    private static final String RESOURCE_PREFIX = "arn:aws:s3:::";
    private static final Pattern ACCOUNT_ID = Pattern.compile("\\d{12}");
    private static final Pattern CANONICAL_ID = Pattern.compile("[0-9a-f]{64}");
    /** Whether there is such an account is not asked: that may change under the policy. */
    private static final String PRINCIPAL_ARN = "arn:aws:iam::(?<account>[A-Za-z0-9]{1,64}):(?:root|user/[\\w+=,.@/-]{1,576})";
    private static final Pattern OF_CLIENTS = Pattern.compile(PRINCIPAL_ARN);
    private static final Pattern OF_STORED = Pattern.compile(PRINCIPAL_ARN + "(?:#\\w+)?");

    private final String bucketName;
    private final Pattern principalArn;

    private BucketPolicyReader(String bucketName, Pattern principalArn, int maxBytes) {
        super(maxBytes);
        this.bucketName = bucketName;
        this.principalArn = principalArn;
    }

    static BucketPolicyReader ofClients(String bucketName) {
        return new BucketPolicyReader(bucketName, OF_CLIENTS, MAX_BYTES);
    }

    /** For a policy that had its limit before its users had their ids. */
    static BucketPolicyReader ofStored(String bucketName) {
        return new BucketPolicyReader(bucketName, OF_STORED, Integer.MAX_VALUE);
    }

    @Override
    Principals principals(JsonNode statement) {
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
        for (Map.Entry<String, JsonNode> kind : node.properties()) {
            for (String name : texts(kind.getValue(), "Invalid principal in policy")) {
                Matcher arn = principalArn.matcher(name);
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
                    users.add(PolicyUsers.identity(name));
                }
            }
        }
        return new Principals(everyone, Set.copyOf(accounts), Set.copyOf(users), Set.copyOf(canonicalIds), except);
    }

    @Override
    boolean allowsAction(String pattern) {
        return pattern.equals("*") || (pattern.startsWith("s3:") && !ActionTable.matching(pattern).isEmpty());
    }

    @Override
    boolean allowsResource(String pattern) {
        return pattern.startsWith(RESOURCE_PREFIX) && (reaches(pattern, Level.BUCKET) || reaches(pattern, Level.OBJECT));
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

    @Override
    List<List<Action>> applicable(Patterns actions, Patterns resources) {
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
}
