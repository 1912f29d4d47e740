const TOGETHER = 6;

let running = 0;
const waiting: (() => void)[] = [];

/** Does a few things of a page at once and the others after them: an account has a limit of requests per second. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < TOGETHER) {
    running++;
  } else {
    // Whoever ends hands its place on.
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) {
      next();
    } else {
      running--;
    }
  }
}
