import { useEffect, useMemo, useState } from "preact/hooks";
import type { Row } from "./rows";
import type { Listing } from "./useListing";
import { AS_LISTED, containing, isAsListed, sortAfterClick, sorted, type Sort, type SortField } from "./view";

/** What is shown of a listing: what was found in it, in the order that somebody asked for. */
export interface View {
  readonly rows: readonly Row[];
  readonly sort: Sort;
  readonly sortBy: (field: SortField) => void;
  /** What names have to have in them; empty for all. */
  readonly find: string;
  readonly onFind: (text: string) => void;
  /** Rows are in the listing's own order, and none are left out: pages can be added below as somebody scrolls. */
  readonly grows: boolean;
  /** Whether page after page is loaded, whatever is in sight. */
  readonly loadingAll: boolean;
  readonly loadAll: (wanted: boolean) => void;
}

export function useView(listing: Listing): View {
  const { rows: all, complete, loading, error, loadMore } = listing;
  const [sort, setSort] = useState(AS_LISTED);
  const [find, onFind] = useState("");
  const [loadingAll, loadAll] = useState(false);
  const rows = useMemo(() => sorted(containing(all, find), sort), [all, find, sort]);
  const sortBy = (field: SortField) => setSort((before) => sortAfterClick(before, field));

  useEffect(() => {
    if (loadingAll && (complete || error)) {
      loadAll(false);
    } else if (loadingAll && !loading) {
      loadMore();
    }
  }, [loadingAll, complete, loading, error]);

  return { rows, sort, sortBy, find, onFind, grows: find === "" && isAsListed(sort), loadingAll, loadAll };
}
