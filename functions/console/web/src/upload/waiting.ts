/** Resolves after a while, or as soon as the device is online again; rejects when it is stopped. */
export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (then: () => void) => () => {
      clearTimeout(timer);
      removeEventListener("online", online);
      signal.removeEventListener("abort", stopped);
      then();
    };
    const online = end(resolve);
    const stopped = end(() => reject(signal.reason));
    const timer = setTimeout(online, milliseconds);
    addEventListener("online", online);
    signal.addEventListener("abort", stopped);
    if (signal.aborted) {
      stopped();
    }
  });
}
