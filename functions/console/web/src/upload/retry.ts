import { ServiceError, UnreachableError } from "../api/errors";
import type { Lanes } from "./Lanes";
import { wait } from "./waiting";

/** No byte left the browser, and no answer came, for so long: such a connection is given up. */
const STALLED = 60_000;

const LONGEST_PAUSE = 15_000;

/** Some minutes, with the pauses in between. */
const MOST_FAILURES = 12;

/** Whether the endpoint asks for fewer requests. */
export function isBusy(error: unknown): error is ServiceError {
  return error instanceof ServiceError && (error.status === 429 || error.status === 503);
}

/** Whether the same request may succeed a little later. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof UnreachableError ||
    (error instanceof ServiceError && (error.status >= 500 || error.status === 429 || error.code === "RequestTimeout"))
  );
}

/** In milliseconds: what the endpoint asks for, else twice as long each time, not all at the same instant. */
export function pauseAfter(error: unknown, failures: number, random = Math.random()): number {
  const asked = error instanceof ServiceError ? error.retryAfter : undefined;
  const base = asked ? asked * 1_000 : Math.min(500 * 2 ** failures, LONGEST_PAUSE);
  return base * (1 + random / 2);
}

/**
 * Does something again and again until it succeeds, fails for good, or has failed too often. Being asked to slow down is no failure: it
 * slows all of the lanes down.
 *
 * @param onObstacle is told why it waits, and undefined when it goes on
 */
export async function persistently<T>(
  lanes: Lanes,
  work: () => Promise<T>,
  signal: AbortSignal,
  onObstacle: (error: unknown) => void,
): Promise<T> {
  for (let failures = 0, refusals = 0; ; ) {
    try {
      const result = await lanes.run(work, signal);
      onObstacle(undefined);
      return result;
    } catch (error) {
      signal.throwIfAborted();
      const busy = isBusy(error);
      if (!isPassing(error) || (!busy && failures >= MOST_FAILURES)) {
        throw error;
      }
      onObstacle(error);
      const pause = pauseAfter(error, busy ? refusals++ : failures++);
      if (busy) {
        lanes.close(pause / 2);
      }
      await wait(pause, signal);
    }
  }
}

/** Stops a request that stands still, as if there were no connection; `alive` is to be called whenever it moves. */
export async function unlessStalled<T>(work: (alive: () => void, signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
  const stalled = new AbortController();
  let timer = setTimeout(() => stalled.abort(), STALLED);
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stalled.abort(), STALLED);
  };
  try {
    return await work(alive, AbortSignal.any([signal, stalled.signal]));
  } catch (error) {
    throw stalled.signal.aborted && !signal.aborted ? new UnreachableError() : error;
  } finally {
    clearTimeout(timer);
  }
}
