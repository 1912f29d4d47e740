import type { ObjectPage, ObjectSummary, VersionPage } from "../../api/s3";

export const DELIMITER = "/";

interface Named {
  /** An object's key, or what a folder's keys begin with, its slash included. */
  readonly key: string;
  /** The key within the folder that is shown. */
  readonly name: string;
}

export interface FolderRow extends Named {
  readonly kind: "folder";
}

export interface ObjectRow extends Named {
  readonly kind: "object";
  readonly size: number;
  readonly modified: Date;
  /** Unknown of what was uploaded since the list was loaded. */
  readonly etag?: string;
  /** Its latest version is a delete marker. */
  readonly deleted: boolean;
}

export type Row = FolderRow | ObjectRow;

/** The rows of a page, folders and objects in the order of their keys, which is that of the listing. */
export function rowsOf(page: ObjectPage | VersionPage, folder: string): Row[] {
  const objects =
    "objects" in page
      ? page.objects.map((object) => objectRow(object, folder, false))
      : page.versions.filter((version) => version.latest).map((version) => objectRow(version, folder, version.deleteMarker));
  const folders = page.prefixes.map((prefix) => folderRow(prefix, folder));
  return [...folders, ...objects.filter((row) => !isMarker(row, folder))].sort(compareRows);
}

/**
 * With what was uploaded meanwhile, where its place is among what is loaded.
 *
 * @param search what was asked for within the folder; slashes in it fold nothing
 * @param complete whether all there is has been loaded
 */
export function withUploaded(
  rows: readonly Row[],
  { folder, search, complete }: { folder: string; search: string; complete: boolean },
  key: string,
  size: number,
): readonly Row[] {
  const name = key.slice(folder.length);
  const slash = name.indexOf(DELIMITER, search.length);
  const row =
    slash >= 0 ? folderRow(folder + name.slice(0, slash + 1), folder) : objectRow({ key, size, modified: new Date() }, folder, false);
  if (isMarker(row, folder)) {
    return rows;
  }
  const at = placeOf(rows, row.key);
  if (rows[at]?.key === row.key) {
    return rows.with(at, row);
  }
  return at < rows.length || complete ? rows.toSpliced(at, 0, row) : rows;
}

/** S3 orders keys by their bytes in UTF-8, which is by code points; strings here are ordered by halves of characters. */
export function compareKeys(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    const [left, right] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (left !== right) {
      return isSurrogate(left) === isSurrogate(right) ? left - right : isSurrogate(left) ? 1 : -1;
    }
  }
  return one.length - other.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

function compareRows(one: Row, other: Row): number {
  return compareKeys(one.key, other.key);
}

/** Where a key is, or belongs. */
function placeOf(rows: readonly Row[], key: string): number {
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (compareKeys(rows[middle]!.key, key) < 0) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}

function folderRow(prefix: string, folder: string): FolderRow {
  return { kind: "folder", key: prefix, name: prefix.slice(folder.length, -DELIMITER.length) };
}

type Listed = Pick<ObjectSummary, "key" | "size" | "modified"> & { readonly etag?: string };

function objectRow({ key, size, modified, etag }: Listed, folder: string, deleted: boolean): ObjectRow {
  return { kind: "object", key, name: key.slice(folder.length), size, modified, etag, deleted };
}

/** The empty object by which S3's clients keep a folder that holds nothing else; within the folder it would have no name. */
function isMarker(row: Row, folder: string): boolean {
  return row.kind === "object" && row.key === folder && row.size === 0;
}
