import type { Selection } from "./useSelection";
import type { View } from "./useView";
import type { SortField } from "./view";

const COLUMNS: readonly { readonly field: SortField; readonly title: string; readonly class: string }[] = [
  { field: "name", title: "Name", class: "name" },
  { field: "size", title: "Size", class: "size" },
  { field: "modified", title: "Modified", class: "modified" },
];

/** The heads of the columns: a click sorts what is loaded. */
export function ListHead({ view, selection }: { view: View; selection: Selection }) {
  const { rows, sort, sortBy } = view;
  const all = selection.rows.length > 0 && selection.rows.length === rows.length;
  return (
    <div class="object-row head" role="row" aria-rowindex={1}>
      <span role="columnheader">
        <input
          type="checkbox"
          aria-label="Select all that is loaded"
          checked={all}
          ref={(box) => {
            if (box) {
              box.indeterminate = !all && selection.rows.length > 0;
            }
          }}
          onChange={all ? selection.clear : selection.selectLoaded}
        />
      </span>
      {COLUMNS.map(({ field, title, class: name }) => (
        <span
          key={field}
          role="columnheader"
          class={name}
          aria-sort={sort.by !== field ? "none" : sort.descending ? "descending" : "ascending"}
        >
          <button type="button" class="sort" onClick={() => sortBy(field)}>
            {title}
            <span class="sort-mark" aria-hidden="true">
              {sort.by === field && (sort.descending ? "↓" : "↑")}
            </span>
          </button>
        </span>
      ))}
      <span role="columnheader" class="row-controls">
        <span class="visually-hidden">Actions</span>
      </span>
    </div>
  );
}
