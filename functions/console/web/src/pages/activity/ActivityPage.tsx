import { getActivity, type Activity, type OfOperation } from "../../api/activity";
import { settings } from "../../api/settings";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { formatBytes, formatNumber, formatTime } from "../../ui/format";
import { Loading } from "../../ui/Loading";
import { Page } from "../../ui/Page";
import { Table } from "../../ui/Table";
import { useLoad } from "../../ui/useLoad";
import "./activity.css";
import { LatencyCharts, RequestChart } from "./MinuteCharts";
import { everyMinute, formatLatency, formatShare } from "./minutes";
import { Refusals } from "./Refusals";

export function ActivityPage() {
  return settings().functionLimits ? <NoActivity /> : <Recent />;
}

/** Functions forget what they answered. */
function NoActivity() {
  return (
    <Page title="Activity">
      <EmptyState icon="pulse" title="Functions keep no activity">
        <p>Requests, errors and latencies of the gateway are in CloudWatch.</p>
      </EmptyState>
    </Page>
  );
}

function Recent() {
  const { data, error, loading, reload } = useLoad((signal) => getActivity(signal), []);
  return (
    <Page
      title="Activity"
      description="What this server answered in the last hour, for all accounts. It is kept in memory, and starts anew with the server."
      actions={
        <Button icon="refresh" busy={loading && data !== undefined} onClick={reload}>
          Refresh
        </Button>
      }
    >
      <ErrorMessage error={error} onRetry={reload} />
      {data ? <Figures activity={data} /> : !error && <Loading what="activity" />}
    </Page>
  );
}

function Figures({ activity }: { activity: Activity }) {
  const minutes = everyMinute(activity.minutes, new Date());
  return (
    <div class="activity">
      <RequestChart minutes={minutes} />
      <LatencyCharts minutes={minutes} />
      <Operations operations={activity.operations} />
      <Refusals refusals={activity.refusals} />
      <p class="hint">The server has been counting since {formatTime(activity.since)}.</p>
    </div>
  );
}

function Operations({ operations }: { operations: readonly OfOperation[] }) {
  const sorted = [...operations].sort((one, other) => other.requests - one.requests);
  return (
    <section class="stack">
      <h2>Operations</h2>
      {sorted.length === 0 ? (
        <p class="hint">No requests in the last hour.</p>
      ) : (
        <Table
          caption="Operations of the last hour"
          rows={sorted}
          keyOf={({ operation }) => operation}
          columns={[
            { title: "Operation", cell: ({ operation }) => (operation === "none" ? "Refused before it was known" : operation) },
            { title: "Requests", align: "end", cell: (one) => formatNumber(one.requests) },
            { title: "Refused", align: "end", cell: (one) => formatShare(one.refused, one.requests) },
            { title: "Failed", align: "end", cell: (one) => formatShare(one.failed, one.requests) },
            { title: "Half within", align: "end", cell: (one) => formatLatency(one.half) },
            { title: "99% within", align: "end", cell: (one) => formatLatency(one.most) },
            { title: "Received", align: "end", cell: (one) => formatBytes(one.received) },
            { title: "Sent", align: "end", cell: (one) => formatBytes(one.sent) },
          ]}
        />
      )}
      <p class="hint">Times are until the head of the response was ready. Sending the body is not in them.</p>
    </section>
  );
}
