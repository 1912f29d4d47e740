import { expect, test } from "vitest";
import { topOf } from "./scale";

test.each([
  [0, 1],
  [1, 1],
  [3, 5],
  [21, 25],
  [100, 100],
  [101, 200],
  [999, 1_000],
  [1_649, 2_000],
  [2_000_001, 2_500_000],
])("an axis for counts to %d ends at %d", (most, top) => {
  expect(topOf(most, 1_000)).toBe(top);
});

test.each([
  [700, 1_000],
  [1_001, 1_024],
  [1_500, 2 * 1_024],
  [300 * 1_024 ** 2, 500 * 1_024 ** 2],
  [1_010 * 1_024, 1_024 ** 2],
])("an axis for %d bytes ends at %d, which is round in its unit", (most, top) => {
  expect(topOf(most, 1_024)).toBe(top);
});
