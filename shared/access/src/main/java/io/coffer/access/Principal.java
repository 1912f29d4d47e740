package io.coffer.access;

import java.util.function.Supplier;

/**
 * Who sent a request, as policies name them.
 *
 * @param accountId null for an anonymous request
 * @param canonicalId the account's id in S3's documents, asked only by policies that name one, since it may cost a read; null for an
 *     anonymous request
 * @param userName the account's user; null for the account itself, which policies call its root
 */
public record Principal(String accountId, Supplier<String> canonicalId, String userName) {

    public static final Principal ANONYMOUS = new Principal(null, null, null);

    public static Principal account(String accountId, Supplier<String> canonicalId) {
        return new Principal(accountId, canonicalId, null);
    }

    public boolean isAnonymous() {
        return accountId == null;
    }

    /** As {@code aws:PrincipalArn} has it; null for an anonymous request. */
    public String arn() {
        if (isAnonymous()) {
            return null;
        }
        return "arn:aws:iam::" + accountId + (userName == null ? ":root" : ":user/" + userName);
    }
}
