import { useState } from "preact/hooks";
import { toast } from "../../../ui/Toast";

interface Change {
  readonly busy: boolean;
  readonly error: unknown;
  /** Does it, says so, and forgets what went wrong before. Answers whether it worked. */
  readonly run: (work: () => Promise<void>, done: string) => Promise<boolean>;
}

/** A change under way, or what was wrong with the last one. */
export function useChange(): Change {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function run(work: () => Promise<void>, done: string): Promise<boolean> {
    setBusy(true);
    setError(undefined);
    try {
      await work();
      toast(done);
      return true;
    } catch (failure) {
      setError(failure);
      return false;
    } finally {
      setBusy(false);
    }
  }

  return { busy, error, run };
}
