import { expect, test } from "vitest";
import { limitText, LIMITS, NO_TEXTS, parametersOf, parseLimit, textsOf } from "./limits";

const [bytes, objects] = LIMITS as [(typeof LIMITS)[0], (typeof LIMITS)[0]];
const rate = LIMITS.at(-1)!;

test.each([
  ["20GB", 20e9],
  ["1.5 TiB", 1.5 * 2 ** 40],
  ["5,000,000", 5_000_000],
  ["0", 0],
  ["None", "none"],
  ["", undefined],
  ["-1", undefined],
  ["1.5", undefined],
  ["20 bananas", undefined],
  ["99999999999999999999", undefined],
])("storage of %j is %j", (text, limit) => {
  expect(parseLimit(bytes, text)).toBe(limit);
});

test("counts have no unit, and a rate is at least one", () => {
  expect(parseLimit(objects, "5GB")).toBeUndefined();
  expect(parseLimit(objects, "5")).toBe(5);
  expect(parseLimit(rate, "0")).toBeUndefined();
  expect(parseLimit(rate, "2147483648")).toBeUndefined();
});

test("what is not typed is left to the plan, and what is no limit is not sent", () => {
  expect(parametersOf(NO_TEXTS)).toEqual({});
  expect(parametersOf({ ...NO_TEXTS, maxBytes: "1MiB", maxBuckets: "none" })).toEqual({ MaxBytes: "1048576", MaxBuckets: "none" });
  expect(parametersOf({ ...NO_TEXTS, maxBytes: "much" })).toBeUndefined();
});

test("limits are typed as they were read", () => {
  const limits = { maxBytes: undefined, maxObjects: 0, maxBuckets: 3, maxUploads: undefined, requestsPerSecond: 100 };
  const texts = textsOf(limits);
  expect(texts).toEqual({ maxBytes: "none", maxObjects: "0", maxBuckets: "3", maxUploads: "none", requestsPerSecond: "100" });
  expect(limitText(bytes, limits.maxBytes)).toBe("No limit");
  expect(limitText(bytes, 2 ** 30)).toBe("1 GB");
  expect(limitText(objects, 1_000)).toBe("1,000");
});
