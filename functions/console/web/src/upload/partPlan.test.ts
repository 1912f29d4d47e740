import { describe, expect, test } from "vitest";
import { planOf, SINGLE, sizeOfPart, slicePart, type PartPlan } from "./partPlan";

const MIB = 1024 * 1024;
const TIB = 1024 * 1024 * MIB;

function sizes(plan: PartPlan): number[] {
  return Array.from({ length: plan.count }, (_, at) => sizeOfPart(plan, at + 1));
}

test.each([
  // Of a size, in how many parts of which size, and the last.
  [0, 1, 5 * MIB, 0],
  [1, 1, 5 * MIB, 1],
  [5 * MIB, 1, 5 * MIB, 5 * MIB],
  [5 * MIB + 1, 2, 5 * MIB, 1],
  [SINGLE, 2, 5 * MIB, 3 * MIB],
  [SINGLE + 1, 2, 5 * MIB, 3 * MIB + 1],
  [10 * MIB, 2, 5 * MIB, 5 * MIB],
  [10 * MIB - 1, 2, 5 * MIB, 5 * MIB - 1],
  [10_000 * 5 * MIB, 10_000, 5 * MIB, 5 * MIB],
  [10_000 * 5 * MIB + 1, 8_334, 6 * MIB, 2 * MIB + 1],
  [10_000 * 6 * MIB, 10_000, 6 * MIB, 6 * MIB],
  [5 * TIB, 9_987, 525 * MIB, 230 * MIB],
])("a file of %d bytes goes in %d parts of %d bytes, the last of %d", (size, count, partSize, last) => {
  const plan = planOf(size);
  expect(plan).toEqual({ fileSize: size, partSize, count });
  expect(sizeOfPart(plan, count)).toBe(last);
});

describe.each([0, 1, SINGLE, SINGLE + 1, 123_456_789, 10_000 * 5 * MIB, 10_000 * 5 * MIB + 1, TIB, 5 * TIB])(
  "of a file of %d bytes",
  (size) => {
    const plan = planOf(size);

    test("the parts are the file, no more and no less", () => {
      expect(sizes(plan).reduce((sum, part) => sum + part, 0)).toBe(size);
    });

    test("S3 takes all parts: at most 10,000, none but the last below 5 MiB, none above 5 GiB", () => {
      expect(plan.count).toBeLessThanOrEqual(10_000);
      expect(
        sizes(plan)
          .slice(0, -1)
          .every((part) => part === plan.partSize),
      ).toBe(true);
      expect(plan.partSize).toBeGreaterThanOrEqual(5 * MIB);
      expect(plan.partSize).toBeLessThanOrEqual(5 * 1024 * MIB);
    });
  },
);

test("the slices of a file are its bytes in their order", async () => {
  const file = new File([new Uint8Array(5 * MIB).fill(1), new Uint8Array(5 * MIB).fill(2), "end"], "a");
  const plan = planOf(file.size);
  const [one, two, last] = [1, 2, 3].map((number) => slicePart(file, plan, number));
  expect([one?.size, two?.size, last?.size]).toEqual([5 * MIB, 5 * MIB, 3]);
  expect(new Uint8Array(await two!.arrayBuffer()).every((byte) => byte === 2)).toBe(true);
  expect(await last?.text()).toBe("end");
});
