import { describe, expect, test } from "vitest";
import type { ObjectPage, Version, VersionPage } from "../../api/s3";
import { compareKeys, rowsOf, withUploaded, type Row } from "./rows";

const MODIFIED = new Date("2026-11-21T00:00:00Z");

function objects(keys: readonly string[], prefixes: readonly string[] = [], size = 1): ObjectPage {
  return { objects: keys.map((key) => ({ key, size, modified: MODIFIED, etag: "", storageClass: "" })), prefixes, next: undefined };
}

function version(key: string, latest: boolean, deleteMarker = false): Version {
  return { key, size: 1, modified: MODIFIED, etag: "", storageClass: "", versionId: "v", latest, deleteMarker };
}

/** Such as `folder/` and `object`. */
function names(rows: readonly Row[]): string[] {
  return rows.map((row) => (row.kind === "folder" ? `${row.name}/` : row.name));
}

describe("the order of keys", () => {
  test.each([
    ["a", "b"],
    ["a", "ab"],
    ["", "a"],
    ["A", "a"],
    ["a/b", "a0"],
    ["z", "ä"],
    ["\uffff", "\u{10000}"],
    ["\ue000", "🗻"],
    ["🗻a", "🗻b"],
    ["🗺", "🗻"],
    ["\ud7ff", "🗻"],
  ])("is that of their bytes: %j before %j", (one, other) => {
    expect(compareKeys(one, other)).toBeLessThan(0);
    expect(compareKeys(other, one)).toBeGreaterThan(0);
    expect(Buffer.compare(Buffer.from(one), Buffer.from(other))).toBe(-1);
  });

  test("is none of equal keys", () => {
    expect(compareKeys("a🗻", "a🗻")).toBe(0);
  });
});

describe("the rows of a page", () => {
  test("are folders and objects in the order of their keys, named within the folder", () => {
    expect(names(rowsOf(objects(["f/a.txt", "f/c.txt"], ["f/b/", "f/a/"]), "f/"))).toEqual(["a.txt", "a/", "b/", "c.txt"]);
  });

  test("leave the object out that stands for the folder itself, unless it has bytes", () => {
    expect(names(rowsOf(objects(["f/", "f/a"], [], 0), "f/"))).toEqual(["a"]);
    expect(names(rowsOf(objects(["f/", "f/a"], [], 1), "f/"))).toEqual(["", "a"]);
  });

  test("are of versions the latest alone, which may be delete markers", () => {
    const page: VersionPage = {
      versions: [version("a", true, true), version("a", false), version("b", true)],
      prefixes: ["c/"],
      next: undefined,
    };
    const rows = rowsOf(page, "");
    expect(names(rows)).toEqual(["a", "b", "c/"]);
    expect(rows.map((row) => row.kind === "object" && row.deleted)).toEqual([true, false, false]);
  });

  test("name folders without their last slash alone", () => {
    expect(names(rowsOf(objects([], ["//", "a//"]), ""))).toEqual(["//", "a//"]);
    expect(rowsOf(objects([], ["a//"]), "")[0]).toMatchObject({ key: "a//", name: "a/" });
  });
});

describe("what was uploaded meanwhile", () => {
  const rows = rowsOf(objects(["f/b", "f/d"], ["f/c/"]), "f/");
  const all = { folder: "f/", search: "", complete: true };

  test("stands at its place", () => {
    expect(names(withUploaded(rows, all, "f/a", 1))).toEqual(["a", "b", "c/", "d"]);
    expect(names(withUploaded(rows, all, "f/bb", 1))).toEqual(["b", "bb", "c/", "d"]);
    expect(names(withUploaded(rows, all, "f/e", 1))).toEqual(["b", "c/", "d", "e"]);
  });

  test("is not shown behind what is loaded, where there is more", () => {
    const some = { ...all, complete: false };
    expect(withUploaded(rows, some, "f/e", 1)).toBe(rows);
    expect(names(withUploaded(rows, some, "f/a", 1))).toEqual(["a", "b", "c/", "d"]);
  });

  test("takes the place of what had its key", () => {
    const after = withUploaded(rows, all, "f/b", 42);
    expect(names(after)).toEqual(["b", "c/", "d"]);
    expect(after[0]).toMatchObject({ key: "f/b", size: 42, deleted: false });
  });

  test("is shown as a folder where it lies in one", () => {
    expect(names(withUploaded(rows, all, "f/new/x/y", 1))).toEqual(["b", "c/", "d", "new/"]);
    expect(names(withUploaded(rows, all, "f/c/x", 1))).toEqual(["b", "c/", "d"]);
    expect(names(withUploaded([], all, "f/new/", 0))).toEqual(["new/"]);
  });

  test("is not shown where it is the folder itself", () => {
    expect(withUploaded(rows, all, "f/", 0)).toBe(rows);
  });

  test("is folded behind what was searched for, whose slashes fold nothing", () => {
    const search = { folder: "f/", search: "c/d", complete: true };
    expect(names(withUploaded([], search, "f/c/dog", 1))).toEqual(["c/dog"]);
    expect(names(withUploaded([], search, "f/c/dir/x", 1))).toEqual(["c/dir/"]);
  });

  test("leaves the rows that were there as they are", () => {
    const before = names(rows);
    withUploaded(rows, all, "f/a", 1);
    withUploaded(rows, all, "f/b", 1);
    expect(names(rows)).toEqual(before);
  });
});
