package io.coffer.keys;

import io.coffer.keys.Activity.Counts;
import io.coffer.keys.Activity.Minute;
import io.coffer.keys.Activity.OfOperation;
import io.coffer.keys.Activity.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * What this process answered in the last hour: Coffer's own action. An account may ask for what counts for it, the operator for any
 * account, and without one for all together. Functions keep nothing of it. No read.
 */
final class GetActivity implements QueryAction {

    private final Activity.Source source;

    GetActivity(Activity.Source source) {
        this.source = source;
    }

    @Override
    public String name() {
        return "GetActivity";
    }

    @Override
    public QueryService service() {
        return QueryService.IAM;
    }

    @Override
    public String permission() {
        return "coffer:GetActivity";
    }

    @Override
    public boolean isForOperator(QueryCall call) {
        return !Accounts.find(call).equals(Optional.of(call.accountId()));
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
        Activity activity = source.now(Accounts.find(call)).orElseThrow(() -> new QueryException(
                QueryError.INVALID_INPUT, "Functions keep no activity; CloudWatch has the gateway's metrics."));
        return new Fields()
                .text("Since", activity.since())
                .list("Minutes", activity.minutes().stream().map(GetActivity::minute).toList())
                .list("Operations", activity.operations().stream().map(GetActivity::operation).toList())
                .list("Refusals", activity.refusals().stream().map(GetActivity::refusal).toList());
    }

    private static Fields minute(Minute minute) {
        return counts(new Fields().text("Start", minute.start()), minute.counts());
    }

    private static Fields operation(OfOperation operation) {
        return counts(new Fields().text("Operation", operation.operation()), operation.counts());
    }

    private static Fields counts(Fields fields, Counts counts) {
        return fields
                .text("Requests", counts.requests())
                .text("Refused", counts.refused())
                .text("Failed", counts.failed())
                .text("Received", counts.received())
                .text("Sent", counts.sent())
                .text("Micros50", counts.latency().half())
                .text("Micros90", counts.latency().nineTenths())
                .text("Micros99", counts.latency().most());
    }

    private static Fields refusal(Refusal refusal) {
        return new Fields()
                .text("Time", refusal.time())
                .text("RequestId", refusal.requestId())
                .text("Operation", refusal.operation())
                .text("Bucket", refusal.bucket())
                .text("Status", refusal.status())
                .text("Error", refusal.error())
                .text("AccountId", refusal.accountId());
    }
}
