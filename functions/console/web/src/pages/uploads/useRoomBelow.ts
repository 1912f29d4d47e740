import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

const HEIGHT = "--uploads-height";

/** Tells the style sheets how high the panel is, so that nothing lies under it: neither the end of a page nor what is said for a moment. */
export function useRoomBelow(panel: RefObject<HTMLElement | null>, shown: boolean): void {
  useLayoutEffect(() => {
    const element = panel.current;
    if (!element) {
      return;
    }
    const root = document.documentElement;
    const sizes = new ResizeObserver(() => root.style.setProperty(HEIGHT, `${element.offsetHeight}px`));
    sizes.observe(element);
    return () => {
      sizes.disconnect();
      root.style.removeProperty(HEIGHT);
    };
  }, [shown]);
}
