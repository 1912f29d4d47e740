package io.coffer.keys;

import io.coffer.metadata.Account;
import io.coffer.metadata.Usage;
import io.coffer.metadata.Usage.BucketUsage;
import io.coffer.metadata.Usage.DayUsage;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.usage.UsageStore;
import io.coffer.pipeline.AllowedRates;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the account holds, what was asked of it on each of the last thirty days, and what it is held to: Coffer's own action, which AWS
 * does not have. The operator may name another account. A limit that is not set has no element. A read and two queries.
 */
final class GetUsage implements QueryAction {

    private static final int DAYS = 30;

    private final AccountStore accounts;
    private final AllowedRates rates;
    private final UsageStore usage;
    private final Clock clock;

    GetUsage(AccountStore accounts, AllowedRates rates, UsageStore usage, Clock clock) {
        this.accounts = accounts;
        this.rates = rates;
        this.usage = usage;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "GetUsage";
    }

    @Override
    public QueryService service() {
        return QueryService.IAM;
    }

    @Override
    public String permission() {
        return "coffer:GetUsage";
    }

    @Override
    public boolean isForOperator(QueryCall call) {
        return !subject(call).equals(call.accountId());
    }

    @Override
    public String subject(QueryCall call) {
        return Accounts.find(call).orElse(call.accountId());
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public List<String> resources(QueryCall call) {
        return List.of("*");
    }

    @Override
    public Fields handle(QueryCall call) {
        Account account = accounts.find(subject(call)).orElseThrow(() -> Accounts.unknown(subject(call)));
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Usage used = usage.of(account.id(), today.minusDays(DAYS - 1), today);
        return new Fields()
                .text("AccountId", account.id())
                .text("DisplayName", account.displayName())
                .text("Plan", account.plan())
                .fields("Limits", Accounts.limits(account.limits().withRequestsPerSecond(rates.ofAccount(account))))
                .text("BucketCount", account.buckets())
                .list("Buckets", used.buckets().stream().map(GetUsage::bucket).toList())
                .list("Days", used.days().stream().map(GetUsage::day).toList());
    }

    private static Fields bucket(BucketUsage bucket) {
        return new Fields()
                .text("Name", bucket.name())
                .text("Objects", bucket.held().objects())
                .text("Bytes", bucket.held().bytes())
                .text("Uploads", bucket.held().uploads());
    }

    private static Fields day(DayUsage day) {
        return new Fields()
                .text("Day", day.day())
                .text("BytesIn", day.bytesIn())
                .text("BytesOut", day.bytesOut())
                .list("Requests", new TreeMap<>(day.requests()).entrySet().stream().map(GetUsage::requests).toList());
    }

    private static Fields requests(Map.Entry<String, Long> counted) {
        return new Fields().text("Operation", counted.getKey()).text("Count", counted.getValue());
    }
}
