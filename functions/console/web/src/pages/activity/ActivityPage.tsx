import { getActivity, type Activity, type Minute, type OfOperation, type Refusal } from "../../api/activity";
import { settings } from "../../api/settings";
import { objectsHref } from "../../app/routes";
import { Badge } from "../../ui/Badge";
import { Bars } from "../../ui/Bars";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { formatBytes, formatNumber, formatTime } from "../../ui/format";
import { Loading } from "../../ui/Loading";
import { Page } from "../../ui/Page";
import { Table } from "../../ui/Table";
import { useLoad } from "../../ui/useLoad";
import { sum } from "../usage/days";
import "./activity.css";
import { everyMinute, formatLatency, formatShare } from "./minutes";

const clock = new Intl.DateTimeFormat("en", { timeStyle: "medium" });
const minuteClock = new Intl.DateTimeFormat("en", { timeStyle: "short" });

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
  const { data, error, loading, reload } = useLoad(getActivity, []);
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
      <Requests minutes={minutes} />
      <Latencies minutes={minutes} />
      <Operations operations={activity.operations} />
      <Refusals refusals={activity.refusals} />
      <p class="hint">The server has been counting since {formatTime(activity.since)}.</p>
    </div>
  );
}

function nameOf({ start }: Minute): string {
  return minuteClock.format(start);
}

function Requests({ minutes }: { minutes: readonly Minute[] }) {
  const requests = sum(minutes, (one) => one.requests);
  const refused = sum(minutes, (one) => one.refused);
  const failed = sum(minutes, (one) => one.failed);
  const words = `${formatNumber(requests)} in all, ${formatNumber(refused)} refused, ${formatNumber(failed)} failed`;
  return (
    <section class="card chart-card" aria-labelledby="by-minute">
      <h2 id="by-minute">Requests by minute</h2>
      <Bars
        label="Requests by minute, last hour"
        words={words}
        points={minutes.map((one) => ({ name: nameOf(one), value: one.requests, warning: one.refused, danger: one.failed }))}
        format={formatNumber}
        unit={1_000}
        end="Now"
        sums={
          <>
            <strong>{formatNumber(requests)}</strong> in the last hour ·{" "}
            <span class="key warning">{formatNumber(refused)} refused (4xx)</span> ·{" "}
            <span class="key danger">{formatNumber(failed)} failed (5xx)</span>
          </>
        }
      />
    </section>
  );
}

function Latencies({ minutes }: { minutes: readonly Minute[] }) {
  return (
    <section class="chart-pair">
      <Latency title="Half of the requests took at most" minutes={minutes} figureOf={(one) => one.half} />
      <Latency title="99 of 100 requests took at most" minutes={minutes} figureOf={(one) => one.most} />
    </section>
  );
}

function Latency({ title, minutes, figureOf }: { title: string; minutes: readonly Minute[]; figureOf: (minute: Minute) => number }) {
  const worst = minutes.reduce((one, other) => (figureOf(other) > figureOf(one) ? other : one));
  const last = minutes.findLast((one) => one.requests > 0);
  const most = figureOf(worst) === 0 ? "none" : `${formatLatency(figureOf(worst))} at ${nameOf(worst)}, the longest`;
  return (
    <div class="card chart-card">
      <h2>{title}</h2>
      <Bars
        label={`${title}, by minute`}
        words={most}
        points={minutes.map((one) => ({ name: nameOf(one), value: figureOf(one) }))}
        format={formatLatency}
        unit={1_000}
        end="Now"
        sums={
          last ? (
            <>
              <strong>{formatLatency(figureOf(last))}</strong> lately · {most}
            </>
          ) : (
            "No requests"
          )
        }
      />
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

function Refusals({ refusals }: { refusals: readonly Refusal[] }) {
  return (
    <section class="stack">
      <h2>Refused or failed lately</h2>
      {refusals.length === 0 ? (
        <p class="hint">None.</p>
      ) : (
        <Table
          caption="Requests that were refused or failed, the newest first"
          rows={refusals}
          keyOf={({ requestId }) => requestId}
          columns={[
            { title: "Time", cell: ({ time }) => <span class="day">{clock.format(time)}</span> },
            {
              title: "Error",
              cell: ({ status, error }) => (
                <>
                  <Badge kind={status >= 500 ? "danger" : "warning"}>{status}</Badge> <span class="error-code">{error}</span>
                </>
              ),
            },
            { title: "Operation", cell: ({ operation }) => (operation === "none" ? "Not known" : operation) },
            { title: "Bucket", cell: ({ bucket }) => (bucket === "" ? "None" : <a href={objectsHref(bucket)}>{bucket}</a>) },
            { title: "Account", cell: ({ accountId }) => (accountId === "" ? "Nobody" : <code>{accountId}</code>) },
            { title: "Request id", cell: ({ requestId }) => <code>{requestId}</code> },
          ]}
        />
      )}
    </section>
  );
}
