import { getUsage, type BucketUsage, type DayUsage, type Usage } from "../../api/iam";
import { listBuckets } from "../../api/s3";
import { objectsHref } from "../../app/routes";
import { Button } from "../../ui/Button";
import { ErrorMessage } from "../../ui/ErrorMessage";
import { formatBytes, formatCount, formatNumber } from "../../ui/format";
import { Loading } from "../../ui/Loading";
import { Page } from "../../ui/Page";
import { Table } from "../../ui/Table";
import { useLoad } from "../../ui/useLoad";
import { DayBars } from "./DayBars";
import { byOperation, everyDay, requestsOf, withEmpty } from "./days";
import { LastHour } from "./LastHour";
import { Plan } from "./Plan";
import "./usage.css";

export function UsagePage() {
  const { data, error, loading, reload } = useLoad(getUsage, []);
  const names = useLoad(listBuckets, []);
  return (
    <Page
      title="Usage"
      description="Counts are saved every few seconds. Requests of this console count, too."
      actions={
        <Button icon="refresh" busy={loading && data !== undefined} onClick={reload}>
          Refresh
        </Button>
      }
    >
      <ErrorMessage error={error} onRetry={reload} />
      {data ? <Figures usage={data} names={(names.data ?? []).map(({ name }) => name)} /> : !error && <Loading what="usage" />}
    </Page>
  );
}

function Figures({ usage, names }: { usage: Usage; names: readonly string[] }) {
  const days = everyDay(usage.days, new Date());
  return (
    <div class="usage">
      <Plan usage={usage} />
      <section class="card chart-card" aria-labelledby="requests">
        <h2 id="requests">Requests by day</h2>
        <DayBars label="Requests by day, last 30 days" days={days} figureOf={requestsOf} format={formatNumber} unit={1_000} />
        <Operations days={days} />
      </section>
      <section class="chart-pair">
        <div class="card chart-card">
          <h2>Received by day</h2>
          <DayBars
            label="Bytes received by day, last 30 days"
            days={days}
            figureOf={(day) => day.bytesIn}
            format={formatBytes}
            unit={1_024}
          />
        </div>
        <div class="card chart-card">
          <h2>Sent by day</h2>
          <DayBars label="Bytes sent by day, last 30 days" days={days} figureOf={(day) => day.bytesOut} format={formatBytes} unit={1_024} />
        </div>
      </section>
      <Buckets buckets={withEmpty(usage.buckets, names)} />
      <LastHour accountId={usage.accountId} />
    </div>
  );
}

/** One small chart an operation, the most frequent first. */
function Operations({ days }: { days: readonly DayUsage[] }) {
  const operations = byOperation(days);
  if (operations.length === 0) {
    return <p class="hint">No requests in the last 30 days.</p>;
  }
  return (
    <ul class="operations">
      {operations.map(({ operation, total }) => (
        <li key={operation}>
          <p>
            <span>{operation}</span> <strong>{formatNumber(total)}</strong>
          </p>
          <DayBars
            label={`${operation} by day, last 30 days`}
            days={days}
            figureOf={(day) => day.requests.find((one) => one.operation === operation)?.count ?? 0}
            format={formatNumber}
          />
        </li>
      ))}
    </ul>
  );
}

function Buckets({ buckets }: { buckets: readonly BucketUsage[] }) {
  const sorted = [...buckets].sort((a, b) => b.bytes - a.bytes);
  return (
    <section class="stack">
      <h2>Buckets</h2>
      {sorted.length === 0 ? (
        <p class="hint">{formatCount(0, "bucket")}</p>
      ) : (
        <Table
          caption="Usage of buckets"
          rows={sorted}
          keyOf={(bucket) => bucket.name}
          columns={[
            { title: "Name", cell: (bucket) => <a href={objectsHref(bucket.name)}>{bucket.name}</a> },
            { title: "Objects", align: "end", cell: (bucket) => formatNumber(bucket.objects) },
            { title: "Stored", align: "end", cell: (bucket) => formatBytes(bucket.bytes) },
          ]}
        />
      )}
      <p class="hint">Versions before the current one count. What is stored includes the parts of uploads in progress.</p>
    </section>
  );
}
