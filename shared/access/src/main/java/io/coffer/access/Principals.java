package io.coffer.access;

import java.util.Set;

/**
 * A statement's Principal or NotPrincipal.
 *
 * @param everyone anonymous requests too
 * @param accounts accounts' ids, with all their users
 * @param users single users by their unique ids; by their ARNs in policies that were stored before ids were
 * @param canonicalIds accounts by their canonical ids
 * @param except whether it is NotPrincipal
 */
record Principals(boolean everyone, Set<String> accounts, Set<String> users, Set<String> canonicalIds, boolean except) {

    /** @param allow whether the statement is one that allows */
    boolean match(Principal principal, boolean allow) {
        return except ? !excepts(principal) : names(principal, allow);
    }

    private boolean names(Principal principal, boolean allow) {
        if (everyone || principal.isAnonymous()) {
            return everyone;
        }
        return namesUser(principal) || ((principal.delegated() || !allow) && namesAccount(principal));
    }

    /** IAM User Guide, NotPrincipal: an account that is excepted does not except its users. */
    private boolean excepts(Principal principal) {
        if (everyone || principal.isAnonymous()) {
            return everyone;
        }
        return principal.userName() == null ? namesAccount(principal) : namesUser(principal);
    }

    private boolean namesUser(Principal principal) {
        return users.contains(principal.id()) || users.contains(principal.arn());
    }

    private boolean namesAccount(Principal principal) {
        return accounts.contains(principal.accountId())
                || (!canonicalIds.isEmpty() && principal.canonicalId() != null && canonicalIds.contains(principal.canonicalId().get()));
    }
}
