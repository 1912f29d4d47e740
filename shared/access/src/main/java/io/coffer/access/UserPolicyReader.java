package io.coffer.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.coffer.access.ActionTable.Action;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the policy of a user, who is its principal. As at AWS it may name actions and resources of services that are not there: those it
 * neither allows nor denies anything.
 */
final class UserPolicyReader extends PolicyReader {

    private static final Principals ITS_USER = new Principals(true, Set.of(), Set.of(), Set.of(), false);
    private static final Pattern ACTION = Pattern.compile("\\*|[a-z0-9-]+:[a-z0-9*?]+");
    private static final Pattern RESOURCE = Pattern.compile("\\*|arn:[^:]+:[^:]+:[^:]*:[^:]*:.+", Pattern.DOTALL);

    UserPolicyReader() {
        super(MAX_BYTES);
    }

    @Override
    Principals principals(JsonNode statement) {
        if (statement.has("Principal") || statement.has("NotPrincipal")) {
            throw malformed("Policy document should not specify a principal.");
        }
        return ITS_USER;
    }

    @Override
    boolean allowsAction(String pattern) {
        return ACTION.matcher(pattern).matches();
    }

    @Override
    boolean allowsResource(String pattern) {
        return RESOURCE.matcher(pattern).matches();
    }

    @Override
    List<List<Action>> applicable(Patterns actions, Patterns resources) {
        return List.of();
    }
}
