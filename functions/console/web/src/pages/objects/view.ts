import type { Row } from "./rows";

export type SortField = "name" | "size" | "modified";

export interface Sort {
  readonly by: SortField;
  readonly descending: boolean;
}

/** The order of the listing: keys by their bytes. */
export const AS_LISTED: Sort = { by: "name", descending: false };

export function isAsListed({ by, descending }: Sort): boolean {
  return by === "name" && !descending;
}

/** What a click on a column's head asks for: another column from its useful end, the same one the other way round. */
export function sortAfterClick(before: Sort, by: SortField): Sort {
  return before.by === by ? { by, descending: !before.descending } : { by, descending: by !== "name" };
}

/** @param rows as they are listed. Folders have neither size nor date: they stay above. */
export function sorted(rows: readonly Row[], { by, descending }: Sort): readonly Row[] {
  if (by === "name") {
    return descending ? rows.toReversed() : rows;
  }
  const folders = rows.filter((row) => row.kind === "folder");
  const objects = rows.filter((row) => row.kind === "object");
  const figure = by === "size" ? ({ size }: { size: number }) => size : ({ modified }: { modified: Date }) => modified.getTime();
  return [...folders, ...objects.sort((one, other) => (figure(one) - figure(other)) * (descending ? -1 : 1))];
}

/** Those whose name has the text anywhere in it; upper and lower case are the same. */
export function containing(rows: readonly Row[], text: string): readonly Row[] {
  const wanted = folded(text);
  return wanted === "" ? rows : rows.filter((row) => folded(row.name).includes(wanted));
}

/** One form for all ways to write a letter: macOS names files with accents as characters of their own. */
function folded(text: string): string {
  return text.normalize("NFC").toLowerCase();
}
