package io.coffer.keys;

import io.coffer.accounts.AccountIds;
import io.coffer.metadata.Account;
import io.coffer.metadata.Plan;
import io.coffer.metadata.PlanLimits;
import io.coffer.pipeline.AllowedRates;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts as Coffer's own actions name, limit and show them. */
final class Accounts {

    private static final String ID = "AccountId";
    private static final String UNLIMITED = "none";
    private static final List<String> LIMITS = List.of("MaxBuckets", "MaxBytes", "MaxObjects", "MaxUploads", "RequestsPerSecond");

    private Accounts() {}

    /** @throws QueryException ValidationError if it is no id of an account */
    static Optional<String> find(QueryCall call) {
        Optional<String> id = call.find(ID);
        id.filter(given -> !AccountIds.isAccountId(given)).ifPresent(given -> {
            throw QueryCall.unfit(ID, given, "Member must have 12 digits");
        });
        return id;
    }

    /** @throws QueryException ValidationError if the request names none */
    static String require(QueryCall call) {
        return find(call).orElseGet(() -> call.require(ID));
    }

    static QueryException unknown(String accountId) {
        return new QueryException(QueryError.NO_SUCH_ENTITY, "The account with id %s cannot be found.".formatted(accountId));
    }

    /** @throws QueryException ValidationError if it is none */
    static Plan plan(String name) {
        try {
            return Plan.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw QueryCall.unfit("Plan", name, "Member must satisfy enum value set: [FREE, PRO]");
        }
    }

    /**
     * The limits that a call sets: each that it does not name is the plan's, and {@code none} lifts one.
     *
     * @return empty if it names none
     * @throws QueryException ValidationError
     */
    static Optional<PlanLimits> ownLimits(QueryCall call, Plan plan) {
        if (LIMITS.stream().noneMatch(name -> call.find(name).isPresent())) {
            return Optional.empty();
        }
        PlanLimits usual = plan.limits();
        return Optional.of(new PlanLimits(
                count(call, "MaxBuckets", 0, usual.maxBuckets()),
                limit(call, "MaxBytes", 0, Long.MAX_VALUE, usual.maxBytes()),
                limit(call, "MaxObjects", 0, Long.MAX_VALUE, usual.maxObjects()),
                limit(call, "MaxUploads", 0, Long.MAX_VALUE, usual.maxUploads()),
                // To let no request through at all is what a suspension is for.
                count(call, "RequestsPerSecond", 1, usual.requestsPerSecond())));
    }

    private static @Nullable Integer count(QueryCall call, String name, int least, @Nullable Integer usual) {
        Long limit = limit(call, name, least, Integer.MAX_VALUE, usual == null ? null : usual.longValue());
        return limit == null ? null : Integer.valueOf(limit.intValue());
    }

    private static @Nullable Long limit(QueryCall call, String name, long least, long most, @Nullable Long usual) {
        Optional<String> given = call.find(name);
        if (given.isEmpty()) {
            return usual;
        }
        if (given.get().equals(UNLIMITED)) {
            return null;
        }
        try {
            long limit = Long.parseLong(given.get());
            if (limit >= least && limit <= most) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // falls through to the refusal
        }
        throw QueryCall.unfit(name, given.get(), "Member must be none or between " + least + " and " + most);
    }

    /** @param rates what accounts are held to, which may differ from the limits that they were given */
    static Fields account(Account account, AllowedRates rates) {
        return new Fields()
                .text("AccountId", account.id())
                .text("CanonicalId", account.canonicalId())
                .text("DisplayName", account.displayName())
                .text("Plan", account.plan())
                .text("HasOwnLimits", account.ownLimits() != null)
                .text("Suspended", account.suspended())
                .text("CreateDate", Documents.date(account.created()))
                .text("BucketCount", account.buckets())
                .fields("Limits", limits(account.limits()))
                .text("RateLimit", rates.ofAccount(account));
    }

    /** A limit that is not set has no element. */
    static Fields limits(PlanLimits limits) {
        return new Fields()
                .text("MaxBuckets", limits.maxBuckets())
                .text("MaxBytes", limits.maxBytes())
                .text("MaxObjects", limits.maxObjects())
                .text("MaxUploads", limits.maxUploads())
                .text("RequestsPerSecond", limits.requestsPerSecond());
    }
}
