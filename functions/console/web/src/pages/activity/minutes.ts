import type { Minute } from "../../api/activity";

const MINUTES = 60;
const MINUTE = 60_000;

const NOTHING = { requests: 0, refused: 0, failed: 0, received: 0, sent: 0, half: 0, nineTenths: 0, most: 0 };

/** The last 60 minutes, this one last, those without a request among them. */
export function everyMinute(minutes: readonly Minute[], now: Date): Minute[] {
  const known = new Map(minutes.map((minute) => [minute.start.getTime(), minute]));
  const last = Math.floor(now.getTime() / MINUTE) * MINUTE;
  return Array.from({ length: MINUTES }, (_, index) => {
    const start = last - (MINUTES - 1 - index) * MINUTE;
    return known.get(start) ?? { start: new Date(start), ...NOTHING };
  });
}

/** Such as "0.4 ms", "12 ms", "1.5 s". */
export function formatLatency(milliseconds: number): string {
  if (milliseconds >= 1_000) {
    return `${Number((milliseconds / 1_000).toPrecision(2))} s`;
  }
  return `${Number(milliseconds.toPrecision(2))} ms`;
}

/** Such as "0.5%"; what is less than a tenth of a percent is not said to be nothing. */
export function formatShare(part: number, all: number): string {
  if (part === 0 || all === 0) {
    return "0%";
  }
  const percent = (part / all) * 100;
  return percent < 0.1 ? "<0.1%" : `${Number(percent.toFixed(1))}%`;
}
