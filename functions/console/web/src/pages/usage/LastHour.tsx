import { getActivity } from "../../api/activity";
import { isCode } from "../../api/errors";
import { session, type Session } from "../../api/session";
import { settings } from "../../api/settings";
import { isOperator } from "../../app/rights";
import { ACTIVITY } from "../../app/routes";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { useLoad } from "../../ui/useLoad";
import { LatencyCharts, RequestChart } from "../activity/MinuteCharts";
import { everyMinute } from "../activity/minutes";
import { Refusals } from "../activity/Refusals";
import "../activity/activity.css";

/** Errors and latencies of an account. Functions keep none, and a user may be allowed the usage alone. */
export function LastHour({ accountId }: { accountId: string }) {
  return settings().functionLimits ? null : <Recent accountId={accountId} />;
}

function Recent({ accountId }: { accountId: string }) {
  const { data, error, reload } = useLoad((signal) => getActivity(signal, accountId), [accountId]);
  if (isCode(error, "AccessDenied")) {
    return null;
  }
  const minutes = data && everyMinute(data.minutes, new Date());
  return (
    <div class="activity">
      <ErrorMessage error={error} onRetry={reload} />
      {minutes && <RequestChart minutes={minutes} />}
      {minutes && <LatencyCharts minutes={minutes} />}
      {data && data.refusals.length > 0 && <Refusals refusals={data.refusals} />}
      {isOperator(session() as Session) && (
        <p>
          <a href={ACTIVITY}>The last hour of all accounts</a>
        </p>
      )}
    </div>
  );
}
