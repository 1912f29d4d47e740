import type { Usage } from "../../api/iam";
import { Badge } from "../../ui/Badge";
import { formatBytes, formatNumber } from "../../ui/format";
import { Progress } from "../../ui/Progress";
import { sum } from "./days";
import "./usage.css";

/** What an account holds of what its plan lets it. */
export function Plan({ usage }: { usage: Usage }) {
  const { limits, buckets } = usage;
  const bytes = sum(buckets, (bucket) => bucket.bytes);
  const objects = sum(buckets, (bucket) => bucket.objects);
  const uploads = sum(buckets, (bucket) => bucket.uploads);
  return (
    <section aria-label="Plan" class="plan">
      <p class="row">
        {usage.displayName} <code>{usage.accountId}</code>{" "}
        <Badge kind="good">{usage.plan.charAt(0) + usage.plan.slice(1).toLowerCase()} plan</Badge>
      </p>
      <div class="gauges">
        <Gauge title="Stored" value={bytes} limit={limits.maxBytes} format={formatBytes} />
        <Gauge title="Objects" value={objects} limit={limits.maxObjects} format={formatNumber} />
        <Gauge title="Uploads in progress" value={uploads} limit={limits.maxUploads} format={formatNumber} />
        <Gauge title="Buckets" value={usage.bucketCount} limit={limits.maxBuckets} format={formatNumber} />
        <div class="card gauge">
          <h2>Rate limit</h2>
          <p class="figure">{limits.requestsPerSecond === undefined ? "None" : `${formatNumber(limits.requestsPerSecond)}/s`}</p>
          <p class="hint">{limits.requestsPerSecond === undefined ? "No limit of requests" : "Requests at most"}</p>
        </div>
      </div>
    </section>
  );
}

interface GaugeProps {
  title: string;
  value: number;
  limit: number | undefined;
  format: (value: number) => string;
}

function Gauge({ title, value, limit, format }: GaugeProps) {
  return (
    <div class="card gauge">
      <h2>{title}</h2>
      <p class="figure">{format(value)}</p>
      {limit === undefined ? (
        <p class="hint">No limit</p>
      ) : (
        <>
          <Progress label={`${title}: part of the plan's limit`} value={Math.min(value, limit)} max={limit} />
          <p class="hint">of {format(limit)}</p>
        </>
      )}
    </div>
  );
}
