import "../testing/browser";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Lanes } from "./Lanes";

const NEVER = new AbortController().signal;

/** Work that ends when the test says so. */
function work(name: string, log: string[]) {
  let end = () => {};
  let fail = () => {};
  const ended = new Promise<string>((resolve, reject) => {
    end = () => resolve(name);
    fail = () => reject(new Error(name));
  });
  const run = () => {
    log.push(name);
    return ended;
  };
  return { run, end, fail };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test("as many run at once as there are lanes; the others follow in their order", async () => {
  const log: string[] = [];
  const lanes = new Lanes(2);
  const [a, b, c, d] = [work("a", log), work("b", log), work("c", log), work("d", log)];
  const results = [a, b, c, d].map((one) => lanes.run(one.run, NEVER));
  await settled();
  expect(log).toEqual(["a", "b"]);
  b.end();
  await settled();
  expect(log).toEqual(["a", "b", "c"]);
  a.end();
  await settled();
  expect(log).toEqual(["a", "b", "c", "d"]);
  c.end();
  d.end();
  expect(await Promise.all(results)).toEqual(["a", "b", "c", "d"]);
});

test("a lane is free again after a failure", async () => {
  const log: string[] = [];
  const lanes = new Lanes(1);
  const [bad, good] = [work("bad", log), work("good", log)];
  const failure = expect(lanes.run(bad.run, NEVER)).rejects.toThrow("bad");
  const success = lanes.run(good.run, NEVER);
  bad.fail();
  good.end();
  await failure;
  expect(await success).toBe("good");
});

test("what is stopped while it waits for a lane does not start, and keeps no lane", async () => {
  const log: string[] = [];
  const lanes = new Lanes(1);
  const stop = new AbortController();
  const [first, stopped, last] = [work("first", log), work("stopped", log), work("last", log)];
  void lanes.run(first.run, NEVER);
  const stopping = expect(lanes.run(stopped.run, stop.signal)).rejects.toMatchObject({ name: "AbortError" });
  const ending = lanes.run(last.run, NEVER);
  stop.abort();
  first.end();
  last.end();
  await stopping;
  await ending;
  expect(log).toEqual(["first", "last"]);
});

test("they stay closed for the longest time that was asked for", () => {
  const lanes = new Lanes(1);
  expect(lanes.closedFor).toBe(0);
  lanes.close(1_000);
  lanes.close(500);
  expect(lanes.closedFor).toBe(1_000);
  vi.advanceTimersByTime(400);
  expect(lanes.closedFor).toBe(600);
  vi.advanceTimersByTime(601);
  expect(lanes.closedFor).toBe(0);
});
