package io.coffer.access;

import java.util.List;

/**
 * One statement of a policy. It applies where each of its elements does.
 *
 * @param allow whether Effect is Allow; it is Deny otherwise
 * @param actions in lower case: actions compare without regard to case
 * @param resources ARNs, which compare with regard to case
 */
record Statement(boolean allow, Principals principals, Patterns actions, Patterns resources, List<Condition> conditions) {

    /** Deny wins over Allow, whatever their order. */
    static Decision decide(List<Statement> statements, PolicyRequest request) {
        Decision decision = Decision.NONE;
        for (Statement statement : statements) {
            if ((decision == Decision.NONE || !statement.allow) && statement.appliesTo(request)) {
                if (!statement.allow) {
                    return Decision.DENY;
                }
                decision = Decision.ALLOW;
            }
        }
        return decision;
    }

    boolean appliesTo(PolicyRequest request) {
        return principals.match(request.principal(), allow)
                && actions.match(ActionTable.comparable(request.action()))
                && resources.match(request.resource())
                && conditions.stream().allMatch(condition -> condition.holds(request::valuesOf));
    }

    /**
     * Whether it lets everybody in: any requester, and no condition that confines who or from where.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">Amazon S3 User Guide,
     *     Blocking public access, The meaning of "public"</a>
     */
    boolean isPublic() {
        return allow && principals.everyone() && conditions.stream().noneMatch(Condition::confines);
    }
}
