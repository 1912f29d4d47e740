import type { DayUsage } from "../../api/iam";
import { formatDate } from "../../ui/format";
import { topOf, type Unit } from "./scale";

interface BarsProps {
  label: string;
  days: readonly DayUsage[];
  figureOf: (day: DayUsage) => number;
  format: (value: number) => string;
  /** A chart with an axis and its sums, for this unit; else one that only shows how a figure went. */
  unit?: Unit;
}

const STEP = 10;
const GAP = 2;

/** A bar a day. What it shows is also said in words: the sum, the highest day, and each day in the bar's title. */
export function Bars({ label, days, figureOf, format, unit }: BarsProps) {
  const values = days.map(figureOf);
  const most = Math.max(...values);
  const total = values.reduce((all, value) => all + value, 0);
  const height = unit ? 120 : 44;
  const top = unit ? topOf(most, unit) : most;
  const best = days[values.indexOf(most)];
  const words = total === 0 || !best ? "none" : `${format(total)} in all, most on ${dateOf(best)}: ${format(most)}`;
  return (
    <figure class={unit ? "bars tall" : "bars"}>
      {unit && (
        <p class="sums">
          <strong>{format(total)}</strong> in 30 days{total > 0 && best ? ` · ${format(most)} on ${dateOf(best)}, the most` : ""} ·{" "}
          {format(values.at(-1) ?? 0)} today
        </p>
      )}
      {unit && (
        <div class="axis" aria-hidden="true">
          {[top, top / 2, 0].map((value) => (
            <span key={value}>{format(value)}</span>
          ))}
        </div>
      )}
      <svg viewBox={`0 0 ${days.length * STEP} ${height}`} preserveAspectRatio="none" role="img" aria-label={`${label}: ${words}`}>
        {days.map((day, index) => {
          const value = values[index] ?? 0;
          // A day with a single request is still seen beside one with a million.
          const bar = value === 0 ? 1 : Math.max(3, (value / top) * height);
          return (
            <rect key={day.day} class={value === 0 ? "none" : undefined} x={index * STEP} y={height - bar} width={STEP - GAP} height={bar}>
              <title>{`${dateOf(day)}: ${format(value)}`}</title>
            </rect>
          );
        })}
      </svg>
      {unit && days[0] && (
        <figcaption class="hint">
          <span>{dateOf(days[0])}</span>
          <span>Today</span>
        </figcaption>
      )}
    </figure>
  );
}

function dateOf(day: DayUsage): string {
  return formatDate(new Date(`${day.day}T12:00:00`));
}
