import type { BucketUsage, DayUsage } from "../../api/iam";

const DAYS = 30;
const DAY = 86_400_000;

export function sum<T>(items: readonly T[], figureOf: (item: T) => number): number {
  return items.reduce((total, item) => total + figureOf(item), 0);
}

export function requestsOf(day: DayUsage): number {
  return sum(day.requests, (one) => one.count);
}

/** The last 30 days in UTC, today last, those without a request among them. */
export function everyDay(days: readonly DayUsage[], today: Date): DayUsage[] {
  const known = new Map(days.map((day) => [day.day, day]));
  return Array.from({ length: DAYS }, (_, index) => {
    const day = new Date(today.getTime() - (DAYS - 1 - index) * DAY).toISOString().slice(0, 10);
    return known.get(day) ?? { day, bytesIn: 0, bytesOut: 0, requests: [] };
  });
}

export function byOperation(days: readonly DayUsage[]): { readonly operation: string; readonly total: number }[] {
  const totals = new Map<string, number>();
  for (const { operation, count } of days.flatMap((day) => day.requests)) {
    totals.set(operation, (totals.get(operation) ?? 0) + count);
  }
  return [...totals].map(([operation, total]) => ({ operation, total })).sort((a, b) => b.total - a.total);
}

/** Usage has no entry for a bucket that never held anything. */
export function withEmpty(used: readonly BucketUsage[], names: readonly string[]): BucketUsage[] {
  const known = new Set(used.map(({ name }) => name));
  return [...used, ...names.filter((name) => !known.has(name)).map((name) => ({ name, objects: 0, bytes: 0, uploads: 0 }))];
}
