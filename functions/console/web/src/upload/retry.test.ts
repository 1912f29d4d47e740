import "../testing/browser";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ServiceError, UnreachableError } from "../api/errors";
import { Lanes } from "./Lanes";
import { isBusy, isPassing, pauseAfter, persistently, unlessStalled } from "./retry";

const error = (status: number, code = "Some", retryAfter?: number) => new ServiceError(status, code, "", "", retryAfter);

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0);
});

afterEach(() => {
  vi.useRealTimers();
});

describe("whether it passes, and whether the endpoint asks for fewer requests:", () => {
  test.each<[string, unknown, boolean, boolean]>([
    ["a lost connection", new UnreachableError(), true, false],
    ["an answer 500", error(500), true, false],
    ["an answer 502", error(502), true, false],
    ["an answer 503", error(503), true, true],
    ["an answer 429", error(429), true, true],
    ["a body that came too slowly", error(400, "RequestTimeout"), true, false],
    ["a body that was damaged", error(400, "BadDigest"), false, false],
    ["an answer 403", error(403), false, false],
    ["an upload that is gone", error(404, "NoSuchUpload"), false, false],
    ["a bug", new TypeError("undefined is not a function"), false, false],
  ])("%s", (_, failure, passes, asks) => {
    expect(isPassing(failure)).toBe(passes);
    expect(isBusy(failure)).toBe(asks);
  });
});

describe("pauses", () => {
  test("are as long as the endpoint asks, or half as long again, never shorter", () => {
    expect(pauseAfter(error(503, "SlowDown", 20), 0, 0)).toBe(20_000);
    expect(pauseAfter(error(503, "SlowDown", 20), 9, 1)).toBe(30_000);
  });

  test("grow to 15 seconds where it asks for nothing", () => {
    expect([0, 1, 2, 3, 4, 5, 6, 40].map((failures) => pauseAfter(new UnreachableError(), failures, 0))).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000,
    ]);
  });
});

describe("persistently", () => {
  const NEVER = new AbortController().signal;

  /** Fails with each of these in turn, then succeeds. */
  function failing(...failures: unknown[]) {
    const times: number[] = [];
    return {
      times,
      work: async () => {
        times.push(Date.now());
        if (times.length <= failures.length) {
          throw failures[times.length - 1];
        }
        return "done";
      },
    };
  }

  function pausesBetween(times: readonly number[]): number[] {
    return times.slice(1).map((time, at) => time - times[at]!);
  }

  test("what succeeds is done once, and no obstacle is left", async () => {
    const { work, times } = failing();
    const told: unknown[] = [];
    expect(await persistently(new Lanes(1), work, NEVER, (obstacle) => told.push(obstacle))).toBe("done");
    expect(times).toHaveLength(1);
    expect(told).toEqual([undefined]);
  });

  test("what may pass is tried again, each time later, and what is in the way is told", async () => {
    const [one, two] = [new UnreachableError(), error(500)];
    const { work, times } = failing(one, two);
    const told: unknown[] = [];
    const result = persistently(new Lanes(1), work, NEVER, (obstacle) => told.push(obstacle));
    await vi.runAllTimersAsync();
    expect(await result).toBe("done");
    expect(pausesBetween(times)).toEqual([500, 1_000]);
    expect(told).toEqual([one, two, undefined]);
  });

  test("what does not pass fails at once", async () => {
    const { work, times } = failing(error(403, "AccessDenied"));
    await expect(persistently(new Lanes(1), work, NEVER, () => undefined)).rejects.toMatchObject({ code: "AccessDenied" });
    expect(times).toHaveLength(1);
  });

  test("it gives up after 13 failures", async () => {
    const { work, times } = failing(...Array.from({ length: 99 }, () => new UnreachableError()));
    const failure = expect(persistently(new Lanes(1), work, NEVER, () => undefined)).rejects.toBeInstanceOf(UnreachableError);
    await vi.runAllTimersAsync();
    await failure;
    expect(times).toHaveLength(13);
  });

  test("being asked to slow down is no failure, however often", async () => {
    const { work, times } = failing(...Array.from({ length: 50 }, () => error(503, "SlowDown")));
    const result = persistently(new Lanes(1), work, NEVER, () => undefined);
    await vi.runAllTimersAsync();
    expect(await result).toBe("done");
    expect(times).toHaveLength(51);
  });

  test("being asked to slow down slows all lanes down", async () => {
    const lanes = new Lanes(2);
    const slow = persistently(lanes, failing(error(503, "SlowDown", 10)).work, NEVER, () => undefined);
    await vi.advanceTimersByTimeAsync(0);
    const begin = Date.now();
    const other = failing();
    const others = persistently(lanes, other.work, NEVER, () => undefined);
    await vi.runAllTimersAsync();
    await Promise.all([slow, others]);
    expect(other.times[0]! - begin).toBe(5_000);
  });

  test("what waits for a lane waits also while the lanes are closed", async () => {
    const lanes = new Lanes(1);
    const begin = Date.now();
    const slow = persistently(lanes, failing(error(503, "SlowDown", 10)).work, NEVER, () => undefined);
    const other = failing();
    const others = persistently(lanes, other.work, NEVER, () => undefined);
    await vi.runAllTimersAsync();
    await Promise.all([slow, others]);
    expect(other.times[0]! - begin).toBe(5_000);
  });

  test("a lost connection slows nobody else down", async () => {
    const lanes = new Lanes(2);
    const { work } = failing(new UnreachableError());
    const slow = persistently(lanes, work, NEVER, () => undefined);
    await vi.advanceTimersByTimeAsync(0);
    expect(lanes.closedFor).toBe(0);
    await vi.runAllTimersAsync();
    await slow;
  });

  test("no lane is taken while it pauses", async () => {
    const lanes = new Lanes(1);
    const slow = persistently(lanes, failing(new UnreachableError()).work, NEVER, () => undefined);
    await vi.advanceTimersByTimeAsync(0);
    const other = failing();
    await persistently(lanes, other.work, NEVER, () => undefined);
    expect(other.times).toHaveLength(1);
    await vi.runAllTimersAsync();
    await slow;
  });

  test("stopping ends a pause at once", async () => {
    const stop = new AbortController();
    const { work, times } = failing(new UnreachableError());
    const result = expect(persistently(new Lanes(1), work, stop.signal, () => undefined)).rejects.toMatchObject({ name: "AbortError" });
    await vi.advanceTimersByTimeAsync(100);
    stop.abort();
    await result;
    expect(times).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("a pause ends as soon as the device is online again", async () => {
    const { work, times } = failing(new UnreachableError());
    const result = persistently(new Lanes(1), work, NEVER, () => undefined);
    await vi.advanceTimersByTimeAsync(100);
    dispatchEvent(new Event("online"));
    expect(await result).toBe("done");
    expect(pausesBetween(times)).toEqual([100]);
  });
});

describe("a request that stands still", () => {
  const hanging = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(new DOMException("Stopped", "AbortError"))));

  test("is given up after a minute, as if there were no connection", async () => {
    const result = expect(unlessStalled((_, signal) => hanging(signal), new AbortController().signal)).rejects.toBeInstanceOf(
      UnreachableError,
    );
    await vi.advanceTimersByTimeAsync(59_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await result;
  });

  test("lives as long as it moves", async () => {
    const result = unlessStalled(async (alive, signal) => {
      for (let minute = 0; minute < 5; minute++) {
        await vi.advanceTimersByTimeAsync(59_000);
        alive();
      }
      return signal.aborted;
    }, new AbortController().signal);
    expect(await result).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is told as stopped where somebody stopped it", async () => {
    const stop = new AbortController();
    const result = expect(unlessStalled((_, signal) => hanging(signal), stop.signal)).rejects.toMatchObject({ name: "AbortError" });
    stop.abort();
    await result;
    expect(vi.getTimerCount()).toBe(0);
  });
});
