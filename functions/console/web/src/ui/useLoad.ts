import { useCallback, useEffect, useState } from "preact/hooks";
import { isAbort } from "../api/errors";

export interface Loaded<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly loading: boolean;
  /** Loads again; what was there stays until it is replaced. */
  readonly reload: () => void;
}

/** Loads when the component appears and whenever `inputs` change, and stops what is no longer wanted. */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>, inputs: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<{ data?: T; error?: unknown; loading: boolean }>({ loading: true });
  const [round, setRound] = useState(0);

  useEffect(() => setState({ loading: true }), inputs);
  useEffect(() => {
    const stop = new AbortController();
    setState((before) => ({ ...before, loading: true }));
    load(stop.signal).then(
      (data) => !stop.signal.aborted && setState({ data, loading: false }),
      (error: unknown) => !stop.signal.aborted && !isAbort(error) && setState((before) => ({ ...before, error, loading: false })),
    );
    return () => stop.abort();
  }, [...inputs, round]);

  return { data: state.data, error: state.error, loading: state.loading, reload: useCallback(() => setRound((before) => before + 1), []) };
}
