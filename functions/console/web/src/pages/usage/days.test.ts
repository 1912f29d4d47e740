import { expect, test } from "vitest";
import { byOperation, everyDay, sum, withEmpty } from "./days";

const TODAY = new Date("2026-03-01T23:59:59Z");

test("there are thirty days, today last, those without a request among them", () => {
  const used = { day: "2026-02-28", bytesIn: 1, bytesOut: 2, requests: [{ operation: "GetObject", count: 3 }] };
  const days = everyDay([used, { ...used, day: "2025-01-01" }], TODAY);
  expect(days).toHaveLength(30);
  expect(days[0]?.day).toBe("2026-01-31");
  expect(days[28]).toBe(used);
  expect(days[29]).toEqual({ day: "2026-03-01", bytesIn: 0, bytesOut: 0, requests: [] });
});

test("operations are summed up over the days, the most frequent first", () => {
  const day = (...requests: [string, number][]) => ({
    day: "",
    bytesIn: 0,
    bytesOut: 0,
    requests: requests.map(([operation, count]) => ({ operation, count })),
  });
  expect(byOperation([day(["PutObject", 1], ["GetObject", 5]), day(["PutObject", 7])])).toEqual([
    { operation: "PutObject", total: 8 },
    { operation: "GetObject", total: 5 },
  ]);
  expect(sum([1, 2, 3], (item) => item * 2)).toBe(12);
});

test("buckets that hold nothing are among those that are shown", () => {
  const used = { name: "b", objects: 1, bytes: 2, uploads: 0 };
  expect(withEmpty([used], ["a", "b"])).toEqual([used, { name: "a", objects: 0, bytes: 0, uploads: 0 }]);
});
