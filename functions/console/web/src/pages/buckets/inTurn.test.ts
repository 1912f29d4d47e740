import { expect, test } from "vitest";
import { inTurn } from "./inTurn";

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test("six run at once, and the others follow in their order, whether those before succeed or fail", async () => {
  const begun: number[] = [];
  const ends: ((succeeds: boolean) => void)[] = [];
  const results = Array.from({ length: 9 }, (_, number) =>
    inTurn(
      () =>
        new Promise<number>((resolve, reject) => {
          begun.push(number);
          ends.push((succeeds) => (succeeds ? resolve(number) : reject(new Error(`${number}`))));
        }),
    ),
  );
  const settled = Promise.allSettled(results);
  await turn();
  expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
  ends[3]?.(true);
  ends[0]?.(false);
  await turn();
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  for (let number = 0; number < 9; number++) {
    ends[number]?.(true);
    await turn();
  }
  expect((await settled).map(({ status }) => status)).toEqual(["rejected", ...Array<string>(8).fill("fulfilled")]);
  expect(await inTurn(async () => "again")).toBe("again");
});
