import { useEffect, useMemo, useState } from "preact/hooks";
import type { Row } from "./rows";

export interface Selection {
  readonly rows: readonly Row[];
  readonly has: (row: Row) => boolean;
  readonly toggle: (row: Row) => void;
  /** From the row that was selected last to this one. */
  readonly extend: (row: Row) => void;
  readonly selectLoaded: () => void;
  readonly clear: () => void;
}

/** Which of the rows are selected; it begins anew if `place` changes. */
export function useSelection(rows: readonly Row[], place: string): Selection {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const [anchor, setAnchor] = useState<string>();

  useEffect(() => {
    setKeys(new Set());
    setAnchor(undefined);
  }, [place]);

  const selected = useMemo(() => (keys.size === 0 ? [] : rows.filter((row) => keys.has(row.key))), [rows, keys]);

  function toggle(row: Row) {
    setAnchor(row.key);
    setKeys((before) => {
      const after = new Set(before);
      if (!after.delete(row.key)) {
        after.add(row.key);
      }
      return after;
    });
  }

  function extend(row: Row) {
    const to = rows.findIndex((one) => one.key === row.key);
    const from = rows.findIndex((one) => one.key === anchor);
    if (from < 0) {
      toggle(row);
      return;
    }
    const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
    setKeys((before) => new Set([...before, ...range.map((one) => one.key)]));
  }

  return {
    rows: selected,
    has: (row) => keys.has(row.key),
    toggle,
    extend,
    selectLoaded: () => setKeys(new Set(rows.map((row) => row.key))),
    clear: () => setKeys(new Set()),
  };
}
