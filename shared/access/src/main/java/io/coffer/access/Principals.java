package io.coffer.access;

import java.util.Set;

/**
 * A statement's Principal or NotPrincipal.
 *
 * @param everyone anonymous requests too
 * @param accounts accounts' ids, with all their users
 * @param users ARNs of single users
 * @param canonicalIds accounts by their canonical ids
 * @param except whether it is NotPrincipal
 */
record Principals(boolean everyone, Set<String> accounts, Set<String> users, Set<String> canonicalIds, boolean except) {

    boolean match(Principal principal) {
        return except != names(principal);
    }

    private boolean names(Principal principal) {
        if (everyone || principal.isAnonymous()) {
            return everyone;
        }
        return accounts.contains(principal.accountId())
                || users.contains(principal.arn())
                || (!canonicalIds.isEmpty() && canonicalIds.contains(principal.canonicalId().get()));
    }
}
