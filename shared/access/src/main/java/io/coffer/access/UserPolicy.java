package io.coffer.access;

import io.coffer.protocol.errors.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a user of an account may do, in the language of bucket policies, except for the principal, who is the user. Immutable. */
public final class UserPolicy {

    private final List<Statement> statements;

    private UserPolicy(List<Statement> statements) {
        this.statements = statements;
    }

    /**
     * Reads a policy as PutUserPolicy checks it. Conditions that could not be carried out as they are written are refused.
     *
     * @throws S3Exception MalformedPolicy
     */
    public static UserPolicy parse(String json) {
        return new UserPolicy(new UserPolicyReader().read(json.strip().getBytes(StandardCharsets.UTF_8)));
    }

    /** What a user's policies say together: Deny wins over Allow. */
    public static Decision decide(List<UserPolicy> policies, PolicyRequest request) {
        return Statement.decide(policies.stream().flatMap(policy -> policy.statements.stream()).toList(), request);
    }
}
