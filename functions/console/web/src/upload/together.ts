/** Does several things at once. The first failure stops the others; it is thrown when all have ended. */
export async function together<T>(
  items: Iterable<T>,
  workers: number,
  work: (item: T, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  const broken = new AbortController();
  const unlessBroken = AbortSignal.any([signal, broken.signal]);
  let failure: unknown;
  const worker = async () => {
    try {
      for (let next = queue.next(); !next.done && !unlessBroken.aborted; next = queue.next()) {
        await work(next.value, unlessBroken);
      }
    } catch (error) {
      failure ??= error;
      broken.abort();
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  if (failure) {
    throw failure;
  }
  signal.throwIfAborted();
}
