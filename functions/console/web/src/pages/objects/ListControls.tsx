import { Button } from "../../ui/Button";
import { Switch } from "../../ui/Field";
import { formatCount, formatNumber } from "../../ui/format";
import { SearchField } from "./SearchField";
import type { TransferKind } from "./TransferDialog";
import type { Listing } from "./useListing";
import type { Selection } from "./useSelection";
import type { View } from "./useView";

interface ControlsProps {
  search: string;
  onSearch: (search: string) => void;
  /** Whether deleted objects are listed too. */
  deleted: boolean;
  onDeleted: (deleted: boolean) => void;
  listing: Listing;
  view: View;
  selection: Selection;
  onDownload: () => void;
  onTransfer: (kind: TransferKind) => void;
  onDelete: () => void;
  onDeleteEverything: () => void;
}

/** What is above the list: search and what is loaded, or, once something is selected, what can be done with it. */
export function ListControls(props: ControlsProps) {
  const { search, onSearch, deleted, onDeleted, listing, view, selection } = props;
  return (
    <div class="list-controls">
      <SearchField search={search} onSearch={onSearch} find={view.find} onFind={view.onFind} />
      {selection.rows.length === 0 ? (
        <div class="list-facts">
          <p class="hint" role="status">
            {countOf(listing, view)}
          </p>
          <Switch label="Show deleted" checked={deleted} onChecked={onDeleted} />
          <Button kind="ghost" icon="refresh" aria-label="Refresh" title="Refresh" onClick={listing.reload} />
        </div>
      ) : (
        <SelectionTools {...props} />
      )}
      {!view.grows && !listing.complete && <Partial listing={listing} view={view} />}
    </div>
  );
}

function countOf({ rows, complete }: Listing, view: View): string {
  if (rows.length === 0) {
    return "";
  }
  if (view.find !== "") {
    return `${formatNumber(view.rows.length)} of ${formatNumber(rows.length)} loaded`;
  }
  return complete ? formatCount(rows.length, "item") : `${formatNumber(rows.length)} loaded${view.grows ? ", more as you scroll" : ""}`;
}

/** Says that there is more than what was sorted or searched, and loads it. */
function Partial({ listing, view }: { listing: Listing; view: View }) {
  return (
    <p class="partial">
      {view.find === "" ? "Only what is loaded is sorted." : "Only what is loaded is searched."} There are more objects in this folder.
      {view.loadingAll ? (
        <Button small icon="pause" onClick={() => view.loadAll(false)}>
          Stop loading
        </Button>
      ) : (
        <Button small icon="refresh" disabled={listing.loading} onClick={() => view.loadAll(true)}>
          Load all
        </Button>
      )}
    </p>
  );
}

function SelectionTools({ search, listing, view, selection, onDownload, onTransfer, onDelete, onDeleteEverything }: ControlsProps) {
  const selected = selection.rows.length;
  return (
    <div class="list-facts selected" role="toolbar" aria-label="Selected objects">
      <p role="status">{formatNumber(selected)} selected</p>
      {!listing.complete && view.grows && selected === listing.rows.length && (
        <Button small icon="trash" onClick={onDeleteEverything}>
          {search === "" ? "Delete all in this folder, loaded or not" : "Delete all that match, loaded or not"}
        </Button>
      )}
      {selection.rows.some((row) => row.kind === "folder" || !row.deleted) && (
        <>
          <Button small icon="download" onClick={onDownload}>
            Download
          </Button>
          <Button small icon="copy" onClick={() => onTransfer("copy")}>
            Copy
          </Button>
          <Button small icon="move" onClick={() => onTransfer("move")}>
            Move
          </Button>
          {selected === 1 && (
            <Button small icon="pencil" onClick={() => onTransfer("rename")}>
              Rename
            </Button>
          )}
        </>
      )}
      <Button kind="danger" small icon="trash" onClick={onDelete}>
        Delete
      </Button>
      <Button kind="ghost" small icon="close" aria-label="Clear selection" title="Clear selection" onClick={selection.clear} />
    </div>
  );
}
