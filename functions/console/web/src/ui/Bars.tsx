import type { ComponentChildren } from "preact";
import "./bars.css";
import { topOf, type Unit } from "./scale";

export interface Point {
  /** What the bar is about, such as a day. */
  readonly name: string;
  readonly value: number;
  /** How much of the value is something to look at, and how much of that is a failure. */
  readonly warning?: number;
  readonly danger?: number;
}

interface BarsProps {
  label: string;
  /** What the chart shows, in words. */
  words: string;
  points: readonly Point[];
  format: (value: number) => string;
  /** A chart with an axis, for this unit; else one that only shows how a figure went. */
  unit?: Unit;
  /** Above a chart with an axis. */
  sums?: ComponentChildren;
  /** What the last bar is about. */
  end?: string;
}

const STEP = 10;
const GAP = 2;

/** A bar a point. What it shows is also said in words, and each point in the bar's title. */
export function Bars({ label, words, points, format, unit, sums, end }: BarsProps) {
  const most = Math.max(...points.map(({ value }) => value));
  const height = unit ? 120 : 44;
  const top = unit ? topOf(most, unit) : most;
  return (
    <figure class={unit ? "bars tall" : "bars"}>
      {sums && <p class="sums">{sums}</p>}
      {unit && (
        <div class="axis" aria-hidden="true">
          {[top, top / 2, 0].map((value) => (
            <span key={value}>{format(value)}</span>
          ))}
        </div>
      )}
      <svg viewBox={`0 0 ${points.length * STEP} ${height}`} preserveAspectRatio="none" role="img" aria-label={`${label}: ${words}`}>
        {points.map((point, index) => (
          <Bar key={point.name} point={point} x={index * STEP} height={height} top={top} format={format} />
        ))}
      </svg>
      {unit && points[0] && (
        <figcaption class="hint">
          <span>{points[0].name}</span>
          <span>{end}</span>
        </figcaption>
      )}
    </figure>
  );
}

interface BarProps {
  point: Point;
  x: number;
  height: number;
  top: number;
  format: (value: number) => string;
}

function Bar({ point: { name, value, warning = 0, danger = 0 }, x, height, top, format }: BarProps) {
  // A day with a single request is still seen beside one with a million.
  const high = (part: number) => (part === 0 ? 0 : Math.max(3, (part / top) * height));
  const parts = [
    { part: value === 0 ? 1 : high(value), kind: value === 0 ? "none" : undefined },
    { part: high(warning + danger), kind: "warning" },
    { part: high(danger), kind: "danger" },
  ].filter(({ part }) => part > 0);
  return (
    <g>
      <title>{`${name}: ${format(value)}`}</title>
      {parts.map(({ part, kind }) => (
        <rect key={kind} class={kind} x={x} y={height - part} width={STEP - GAP} height={part} />
      ))}
    </g>
  );
}
