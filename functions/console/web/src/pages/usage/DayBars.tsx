import type { DayUsage } from "../../api/iam";
import { Bars } from "../../ui/Bars";
import { formatDate } from "../../ui/format";
import type { Unit } from "../../ui/scale";
import { sum } from "./days";

interface DayBarsProps {
  label: string;
  days: readonly DayUsage[];
  figureOf: (day: DayUsage) => number;
  format: (value: number) => string;
  /** A chart with an axis and its sums, for this unit; else one that only shows how a figure went. */
  unit?: Unit;
}

/** A bar a day: the sum, the highest day and today are also said in words. */
export function DayBars({ label, days, figureOf, format, unit }: DayBarsProps) {
  const points = days.map((day) => ({ name: formatDate(new Date(`${day.day}T12:00:00`)), value: figureOf(day) }));
  const total = sum(points, ({ value }) => value);
  const best = points.reduce((one, other) => (other.value > one.value ? other : one));
  const most = total === 0 ? "" : `most on ${best.name}: ${format(best.value)}`;
  return (
    <Bars
      label={label}
      words={total === 0 ? "none" : `${format(total)} in all, ${most}`}
      points={points}
      format={format}
      unit={unit}
      end="Today"
      sums={
        unit && (
          <>
            <strong>{format(total)}</strong> in 30 days{total > 0 ? ` · ${format(best.value)} on ${best.name}, the most` : ""} ·{" "}
            {format(points.at(-1)?.value ?? 0)} today
          </>
        )
      }
    />
  );
}
