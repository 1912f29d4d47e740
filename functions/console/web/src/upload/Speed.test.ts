import { expect, test } from "vitest";
import { Speed } from "./Speed";

function speedOf(...samples: [at: number, count: number][]): number {
  const speed = new Speed();
  for (const [at, count] of samples) {
    speed.note(count, at);
  }
  return speed.value;
}

test("there is no speed before there are two samples at two times", () => {
  expect(speedOf()).toBe(0);
  expect(speedOf([0, 100])).toBe(0);
  expect(speedOf([7, 100], [7, 200])).toBe(0);
});

test("it is a second's growth", () => {
  expect(speedOf([1_000, 0], [1_500, 50])).toBe(100);
  expect(speedOf([0, 10], [1_000, 20], [2_000, 110])).toBe(50);
});

test("only the last five seconds count", () => {
  expect(speedOf([0, 0], [1_000, 1_000_000], [6_000, 1_000_500])).toBe(100);
  expect(speedOf([0, 0], [60_000, 1_000])).toBe(0);
});

test("it is never below nothing, also where an upload is taken off the list", () => {
  expect(speedOf([0, 1_000], [1_000, 0])).toBe(0);
});
