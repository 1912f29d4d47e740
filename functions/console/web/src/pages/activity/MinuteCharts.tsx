import type { Minute } from "../../api/activity";
import { Bars } from "../../ui/Bars";
import { formatNumber } from "../../ui/format";
import { sum } from "../usage/days";
import { formatLatency } from "./minutes";

const minuteClock = new Intl.DateTimeFormat("en", { timeStyle: "short" });

function nameOf({ start }: Minute): string {
  return minuteClock.format(start);
}

export function RequestChart({ minutes }: { minutes: readonly Minute[] }) {
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

export function LatencyCharts({ minutes }: { minutes: readonly Minute[] }) {
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
