import { useEffect, useId, useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { Switch } from "../../ui/Field";
import { formatCount, formatNumber } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import type { Listing } from "./useListing";
import type { Selection } from "./useSelection";

/** Between the last letter typed and the search, in milliseconds. */
const TYPING = 250;

interface ControlsProps {
  search: string;
  onSearch: (search: string) => void;
  /** Whether deleted objects are listed too. */
  deleted: boolean;
  onDeleted: (deleted: boolean) => void;
  listing: Listing;
  selection: Selection;
  onDelete: () => void;
  onDeleteEverything: () => void;
}

/** What is above the list: search and what is loaded, or, once something is selected, what can be done with it. */
export function ListControls({ search, onSearch, deleted, onDeleted, listing, selection, onDelete, onDeleteEverything }: ControlsProps) {
  const { rows, complete } = listing;
  const selected = selection.rows.length;
  return (
    <div class="list-controls">
      <SearchField value={search} onValue={onSearch} />
      {selected === 0 ? (
        <div class="list-facts">
          <p class="hint" role="status">
            {rows.length > 0 && (complete ? formatCount(rows.length, "item") : `${formatNumber(rows.length)} loaded, more as you scroll`)}
          </p>
          <Switch label="Show deleted" checked={deleted} onChecked={onDeleted} />
          <Button kind="ghost" icon="refresh" aria-label="Refresh" title="Refresh" onClick={listing.reload} />
        </div>
      ) : (
        <div class="list-facts selected" role="toolbar" aria-label="Selected objects">
          <p role="status">{formatNumber(selected)} selected</p>
          {!complete && selected === rows.length && (
            <Button small icon="trash" onClick={onDeleteEverything}>
              {search === "" ? "Delete all in this folder, loaded or not" : "Delete all that match, loaded or not"}
            </Button>
          )}
          <Button kind="danger" small icon="trash" onClick={onDelete}>
            Delete
          </Button>
          <Button kind="ghost" small icon="close" aria-label="Clear selection" title="Clear selection" onClick={selection.clear} />
        </div>
      )}
    </div>
  );
}

function SearchField({ value, onValue }: { value: string; onValue: (value: string) => void }) {
  const [text, setText] = useState(value);
  const id = useId();

  useEffect(() => setText(value), [value]);
  useEffect(() => {
    const timer = setTimeout(() => text !== value && onValue(text), TYPING);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <div class="search" role="search">
      <Icon name="search" />
      <label class="visually-hidden" for={id}>
        Search this folder by the beginning of names
      </label>
      <input
        id={id}
        type="search"
        placeholder="Names beginning with …"
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </div>
  );
}
