package io.coffer.access;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, as policies name them.
 *
 * @param accountId null for an anonymous request
 * @param canonicalId the account's id in S3's documents, asked only by policies that name one, since it may cost a read; null for an
 *     anonymous request
 * @param id the account's user's unique id, which no other user ever has; the account's own for the account itself; null for an anonymous
 *     request
 * @param userPath of the account's user, with a slash at either end; null for the account itself
 * @param userName the account's user; null for the account itself, which policies call its root
 * @param delegated whether what is allowed to the account is allowed to its user, whose own policies must allow it besides; inside the
 *     account that owns the bucket they alone decide. What is denied to an account is denied to its users in any case
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">IAM User Guide, Policy
 *     evaluation logic</a>
 */
public record Principal(
        @Nullable String accountId,
        @Nullable Supplier<String> canonicalId,
        @Nullable String id,
        @Nullable String userPath,
        @Nullable String userName,
        boolean delegated) {

    public static final Principal ANONYMOUS = new Principal(null, null, null, null, null, false);

    public static Principal account(String accountId, Supplier<String> canonicalId) {
        return new Principal(accountId, canonicalId, accountId, null, null, true);
    }

    public boolean isAnonymous() {
        return accountId == null;
    }

    /** As {@code aws:PrincipalArn} has it; null for an anonymous request. */
    public @Nullable String arn() {
        if (accountId == null) {
            return null;
        }
        return userName == null || userPath == null ? IamArn.root(accountId) : IamArn.user(accountId, userPath, userName);
    }
}
