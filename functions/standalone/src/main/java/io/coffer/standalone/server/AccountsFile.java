package io.coffer.standalone.server;

import io.coffer.accounts.AccessKeyPair;
import io.coffer.accounts.AccountIds;
import io.coffer.accounts.AccountOpening;
import io.coffer.accounts.StartFailure;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * Accounts beside the first one, from an AWS shared credentials file: each profile is an account of that name, with its
 * {@code aws_account_id} and the pair it signs with.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-account-endpoints.html">AWS SDKs Reference, aws_account_id</a>
 */
public final class AccountsFile {

    private AccountsFile() {}

    /** An account and the pair it signs with. */
    public record Entry(String accountId, String name, AccessKeyPair keys) {}

    /** @throws StartFailure if it cannot be read or a profile lacks something */
    public static List<Entry> read(Path file) {
        try {
            return ProfileFile.builder()
                    .content(file)
                    .type(ProfileFile.Type.CREDENTIALS)
                    .build()
                    .profiles()
                    .values()
                    .stream()
                    .map(profile -> entry(file, profile))
                    .toList();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new StartFailure("cannot read " + file + ": " + e.getMessage());
        }
    }

    private static Entry entry(Path file, Profile profile) {
        String accountId = property(file, profile, "aws_account_id");
        if (!AccountIds.isAccountId(accountId) || accountId.equals(AccountOpening.FIRST_ACCOUNT)) {
            throw new StartFailure(file + ": aws_account_id of " + profile.name() + " must be 12 digits, and not the first account's");
        }
        return new Entry(accountId, profile.name(), AccessKeyPair.chosen(file + ": aws_access_key_id of " + profile.name(),
                property(file, profile, "aws_access_key_id"), property(file, profile, "aws_secret_access_key")));
    }

    private static String property(Path file, Profile profile, String name) {
        return profile.property(name)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new StartFailure(file + ": " + profile.name() + " has no " + name));
    }
}
