import { expect, test } from "vitest";
import { everyMinute, formatLatency, formatShare } from "./minutes";

const COUNTS = { requests: 1, refused: 0, failed: 0, received: 0, sent: 0, half: 1, nineTenths: 1, most: 1 };

test("there are sixty minutes, this one last, those without a request among them", () => {
  const used = { start: new Date("2026-03-01T11:59:00Z"), ...COUNTS };
  const old = { start: new Date("2026-03-01T10:00:00Z"), ...COUNTS };
  const minutes = everyMinute([old, used], new Date("2026-03-01T12:00:59Z"));
  expect(minutes).toHaveLength(60);
  expect(minutes[0]?.start).toEqual(new Date("2026-03-01T11:01:00Z"));
  expect(minutes[58]).toBe(used);
  expect(minutes[59]).toMatchObject({ start: new Date("2026-03-01T12:00:00Z"), requests: 0 });
});

test.each([
  [0, "0 ms"],
  [0.437, "0.44 ms"],
  [12.3, "12 ms"],
  [1_540, "1.5 s"],
  [30_000, "30 s"],
])("%d ms are read as %s", (milliseconds, text) => {
  expect(formatLatency(milliseconds)).toBe(text);
});

test.each([
  [0, 0, "0%"],
  [1, 10_000, "<0.1%"],
  [1, 3, "33.3%"],
  [3, 3, "100%"],
])("%d of %d are %s", (part, all, text) => {
  expect(formatShare(part, all)).toBe(text);
});
