import { useEffect } from "preact/hooks";

/** Asks before the page is left while something is under way that leaving would interrupt. */
export function useLeaveWarning(busy: boolean): void {
  useEffect(() => {
    if (!busy) {
      return;
    }
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [busy]);
}
