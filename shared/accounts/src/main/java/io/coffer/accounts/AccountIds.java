package io.coffer.accounts;

import io.coffer.metadata.accounts.AccountStore;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/** The 12 digits that accounts are called by. */
public final class AccountIds {

    private static final Pattern FORM = Pattern.compile("\\d{12}");
    private static final long COUNT = 1_000_000_000_000L;

    private AccountIds() {}

    public static boolean isAccountId(String text) {
        return FORM.matcher(text).matches();
    }

    /** One that no account has. */
    public static String fresh(AccountStore accounts) {
        SecureRandom random = new SecureRandom();
        String id;
        do {
            id = "%012d".formatted(random.nextLong(1, COUNT));
        } while (accounts.find(id).isPresent());
        return id;
    }

    /** @throws StartFailure if it is the first account's, which the installation cannot do without */
    public static void requireNotFirst(String accountId, String verb) {
        if (accountId.equals(AccountOpening.FIRST_ACCOUNT)) {
            throw new StartFailure("the first account cannot be " + verb);
        }
    }

    public static StartFailure unknown(String accountId) {
        return new StartFailure("there is no account " + accountId);
    }
}
