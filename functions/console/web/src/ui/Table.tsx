import type { ComponentChildren } from "preact";

export interface Column<Row> {
  readonly title: string;
  /** For columns of controls, whose title is only read aloud. */
  readonly hideTitle?: boolean;
  readonly align?: "end";
  readonly cell: (row: Row) => ComponentChildren;
}

interface TableProps<Row> {
  /** Says what the table lists, to who does not see it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}

/** On a phone each row becomes a card of its own, with the columns' titles beside the cells. The first column names the row. */
export function Table<Row>({ caption, columns, rows, keyOf }: TableProps<Row>) {
  return (
    <table class="table">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.title} scope="col" class={column.align}>
              {column.hideTitle ? <span class="visually-hidden">{column.title}</span> : column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column, index) =>
              index === 0 ? (
                <th key={column.title} scope="row">
                  {column.cell(row)}
                </th>
              ) : (
                <td key={column.title} class={column.align} data-title={column.hideTitle ? undefined : column.title}>
                  {column.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
