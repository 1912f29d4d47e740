package io.coffer.testkit;

import java.util.List;

/**
 * What callers were allowed and what they made of it.
 *
 * @param grants every action of every statement, with how often it was used
 * @param refusals what was asked for and not allowed, with how often
 */
public record GrantReport(List<Grant> grants, List<Grant> refusals) {

    /** @param uses how often it was asked for */
    public record Grant(String caller, Access access, long uses) {

        @Override
        public String toString() {
            return caller + " " + access.action() + " " + access.resource() + ": " + uses;
        }
    }

    public GrantReport {
        grants = List.copyOf(grants);
        refusals = List.copyOf(refusals);
    }

    /** What was granted for nothing. */
    public List<Grant> unused() {
        return grants.stream().filter(grant -> grant.uses() == 0).toList();
    }
}
