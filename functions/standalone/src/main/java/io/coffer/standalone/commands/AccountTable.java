package io.coffer.standalone.commands;

import io.coffer.metadata.Account;
import io.coffer.metadata.PlanLimits;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Accounts as people read them. */
final class AccountTable {

    private static final String UNLIMITED = "unlimited";
    private static final List<String> HEAD =
            List.of("ID", "NAME", "PLAN", "STATUS", "BUCKETS", "MAX BYTES", "MAX OBJECTS", "MAX UPLOADS", "REQUESTS/S", "CREATED");

    private AccountTable() {}

    /** A line for the head and one for each account; a plan with a star has limits of the account's own. */
    static List<String> of(List<Account> accounts, Function<Account, PlanLimits> limitsOf) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        accounts.forEach(account -> rows.add(row(account, limitsOf.apply(account))));
        int[] widths = IntStream.range(0, HEAD.size())
                .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static List<String> row(Account account, PlanLimits limits) {
        return List.of(
                account.id(),
                account.displayName(),
                plan(account) + (account.ownLimits() == null ? "" : "*"),
                account.suspended() ? "suspended" : "active",
                account.buckets() + (limits.maxBuckets() == null ? "" : " of " + limits.maxBuckets()),
                bytes(limits.maxBytes()),
                text(limits.maxObjects()),
                text(limits.maxUploads()),
                text(limits.requestsPerSecond()),
                Instant.ofEpochMilli(account.created()).atOffset(ZoneOffset.UTC).toLocalDate().toString());
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            line.append(row.get(column)).append(" ".repeat(widths[column] - row.get(column).length() + 2));
        }
        return line.toString().stripTrailing();
    }

    static String plan(Account account) {
        return account.plan().name().toLowerCase(Locale.ROOT);
    }

    /** Limits in one line. */
    static String limits(PlanLimits limits) {
        return "buckets " + text(limits.maxBuckets())
                + ", bytes " + bytes(limits.maxBytes())
                + ", objects " + text(limits.maxObjects())
                + ", uploads in progress " + text(limits.maxUploads())
                + ", requests a second " + text(limits.requestsPerSecond());
    }

    private static String bytes(@Nullable Long limit) {
        return limit == null ? UNLIMITED : ByteCount.text(limit);
    }

    private static String text(@Nullable Number limit) {
        return limit == null ? UNLIMITED : String.format(Locale.ROOT, "%,d", limit.longValue());
    }
}
