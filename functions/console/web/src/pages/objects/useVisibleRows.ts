import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

/** So few are all rendered, so that the browser's own search finds what is in them. */
const FEW = 100;

/** Rows beyond the edges, so that a quick scroll shows no gap. */
const SPARE = 12;

export interface VisibleRows {
  readonly first: number;
  /** Exclusive. */
  readonly last: number;
}

/**
 * Which of many rows of one height are in sight, so that only they need to be rendered.
 *
 * @param body holds the rows, and is as high as all of them
 */
export function useVisibleRows(body: RefObject<HTMLElement | null>, count: number, rowHeight: number): VisibleRows {
  const [range, setRange] = useState<VisibleRows>({ first: 0, last: Math.min(count, 50) });

  useLayoutEffect(() => {
    function measure() {
      const box = body.current?.getBoundingClientRect();
      if (!box) {
        return;
      }
      const above = Math.max(-box.top, 0);
      const first = Math.max(Math.floor(above / rowHeight) - SPARE, 0);
      const last = Math.min(Math.ceil((innerHeight - box.top) / rowHeight) + SPARE, count);
      setRange((before) => (before.first === first && before.last === last ? before : { first, last: Math.max(last, first) }));
    }
    measure();
    // Whatever scrolls: the page, or a list within it.
    document.addEventListener("scroll", measure, { capture: true, passive: true });
    addEventListener("resize", measure);
    return () => {
      document.removeEventListener("scroll", measure, { capture: true });
      removeEventListener("resize", measure);
    };
  }, [count, rowHeight]);

  return count <= FEW ? { first: 0, last: count } : range;
}
