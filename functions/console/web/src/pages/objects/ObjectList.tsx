import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { objectsHref } from "../../app/routes";
import { Button } from "../../ui/Button";
import { formatBytes, formatTime } from "../../ui/format";
import { Badge } from "../../ui/Badge";
import { Icon } from "../../ui/Icon";
import { KeyText, visibleKey } from "./KeyText";
import { ListHead } from "./ListHead";
import type { ObjectRow, Row } from "./rows";
import { Thumbnail } from "./Thumbnail";
import type { Listing } from "./useListing";
import type { Selection } from "./useSelection";
import type { View } from "./useView";
import { useVisibleRows } from "./useVisibleRows";

/** In pixels; the style sheet has the same. */
const ROW_HEIGHT = 48;

/** The next page is asked for when so few rows are left below. */
const AHEAD = 200;

interface ListProps {
  bucket: string;
  listing: Listing;
  view: View;
  selection: Selection;
  onOpen: (row: ObjectRow) => void;
  onShare: (row: ObjectRow) => void;
  onDownload: (row: Row) => void;
  onDelete: (rows: readonly Row[]) => void;
}

/**
 * What is in a folder, as the grid of the ARIA Authoring Practices: one stop for Tab, arrows move between the rows. Only the rows in sight
 * are in the document.
 */
export function ObjectList({ bucket, listing, view, selection, onOpen, onShare, onDownload, onDelete }: ListProps) {
  const { complete, loadMore } = listing;
  const { rows, grows } = view;
  const body = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const focusing = useRef(false);
  const { first, last } = useVisibleRows(body, rows.length, ROW_HEIGHT);
  const current = Math.min(active, rows.length - 1);

  useEffect(() => {
    if (grows && last > rows.length - AHEAD) {
      loadMore();
    }
  }, [last, rows.length, grows, listing.loading]);

  useLayoutEffect(() => {
    if (focusing.current) {
      focusing.current = false;
      const row = body.current?.querySelector<HTMLElement>(`[data-index="${current}"]`);
      row?.focus({ preventScroll: true });
      row?.scrollIntoView({ block: "nearest" });
    }
  }, [current]);

  function move(to: number, extend: boolean) {
    const index = Math.max(Math.min(to, rows.length - 1), 0);
    focusing.current = index !== current;
    setActive(index);
    const row = rows[index];
    if (extend && row) {
      if (selection.rows.length === 0 && rows[current]) {
        selection.toggle(rows[current]);
      }
      selection.extend(row);
    }
  }

  function open(row: Row) {
    if (row.kind === "folder") {
      location.hash = objectsHref(bucket, row.key);
    } else {
      onOpen(row);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    const row = rows[current];
    // Keys pressed on a control within a row are that control's.
    if (!row || (event.target as HTMLElement).closest("[role=row]") !== event.target) {
      return;
    }
    const screen = Math.max(Math.floor(innerHeight / ROW_HEIGHT) - 4, 1);
    const to = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + screen,
      PageUp: current - screen,
      Home: 0,
      End: rows.length - 1,
    }[event.key];
    if (to !== undefined) {
      move(to, event.shiftKey);
    } else if (event.key === " ") {
      (event.shiftKey ? selection.extend : selection.toggle)(row);
    } else if (event.key === "Enter") {
      open(row);
    } else if (event.key === "Delete") {
      onDelete(selection.rows.length > 0 ? selection.rows : [row]);
    } else if (event.key === "a" && (event.ctrlKey || event.metaKey)) {
      selection.selectLoaded();
    } else if (event.key === "Escape") {
      selection.clear();
    } else {
      return;
    }
    event.preventDefault();
  }

  const shown = rows.slice(first, last).map((row, at) => ({ row, index: first + at }));
  if (current >= 0 && (current < first || current >= last) && rows[current]) {
    // It has the focus, or takes it next.
    shown.push({ row: rows[current], index: current });
  }

  return (
    <div
      class="objects"
      role="grid"
      aria-label="Objects"
      aria-multiselectable="true"
      aria-rowcount={complete ? rows.length + 1 : -1}
      aria-colcount={5}
      onKeyDown={onKeyDown}
    >
      <ListHead view={view} selection={selection} />
      <div ref={body} class="object-rows" role="rowgroup" style={{ height: `${rows.length * ROW_HEIGHT}px` }}>
        {shown.map(({ row, index }) => (
          <div
            key={row.key}
            class="object-row"
            role="row"
            data-index={index}
            aria-rowindex={index + 2}
            aria-selected={selection.has(row)}
            tabIndex={index === current ? 0 : -1}
            style={{ transform: `translateY(${index * ROW_HEIGHT}px)` }}
            onFocusIn={() => setActive(index)}
          >
            <span role="gridcell">
              <input
                type="checkbox"
                aria-label={`Select ${visibleKey(row.name)}`}
                tabIndex={index === current ? 0 : -1}
                checked={selection.has(row)}
                // By click, since a change does not tell about the shift key.
                onClick={(event) => (event.shiftKey ? selection.extend : selection.toggle)(row)}
              />
            </span>
            <RowCells row={row} bucket={bucket} reachable={index === current} onOpen={onOpen} onShare={onShare} onDownload={onDownload} />
          </div>
        ))}
      </div>
    </div>
  );
}

interface CellsProps extends Pick<ListProps, "bucket" | "onOpen" | "onShare" | "onDownload"> {
  row: Row;
  /** Whether Tab stops at its controls. */
  reachable: boolean;
}

function RowCells({ row, bucket, reachable, onOpen, onShare, onDownload }: CellsProps) {
  const tabIndex = reachable ? 0 : -1;
  const name = visibleKey(row.name);
  const downloading = (
    <Button
      kind="ghost"
      small
      icon="download"
      tabIndex={tabIndex}
      aria-label={`Download ${name}`}
      title="Download"
      onClick={() => onDownload(row)}
    />
  );
  if (row.kind === "folder") {
    return (
      <>
        <span role="gridcell" class="name">
          <Icon name="folder" />
          <a href={objectsHref(bucket, row.key)} tabIndex={tabIndex}>
            <KeyText text={row.name} />
          </a>
        </span>
        <span role="gridcell" class="size" />
        <span role="gridcell" class="modified">
          Folder
        </span>
        <span role="gridcell" class="row-controls">
          {downloading}
        </span>
      </>
    );
  }
  return (
    <>
      <span role="gridcell" class="name">
        <Thumbnail bucket={bucket} row={row} />
        <button type="button" class="link" tabIndex={tabIndex} onClick={() => onOpen(row)}>
          <KeyText text={row.name} />
        </button>
        {row.deleted && <Badge kind="danger">Deleted</Badge>}
      </span>
      <span role="gridcell" class="size">
        {row.deleted ? "" : formatBytes(row.size)}
      </span>
      <span role="gridcell" class="modified">
        <time dateTime={row.modified.toISOString()}>{formatTime(row.modified)}</time>
      </span>
      <span role="gridcell" class="row-controls">
        {!row.deleted && (
          <>
            <Button
              kind="ghost"
              small
              icon="link"
              tabIndex={tabIndex}
              aria-label={`Share ${name}`}
              title="Share"
              onClick={() => onShare(row)}
            />
            {downloading}
          </>
        )}
      </span>
    </>
  );
}
