import { expect, test } from "vitest";
import type { Row } from "./rows";
import { AS_LISTED, containing, isAsListed, sortAfterClick, sorted } from "./view";

const folder = (name: string): Row => ({ kind: "folder", key: `${name}/`, name });
const object = (name: string, size = 0, day = 1): Row => ({
  kind: "object",
  key: name,
  name,
  size,
  modified: new Date(2026, 0, day),
  deleted: false,
});
const ROWS = [object("B.txt", 2, 3), folder("a"), object("b.txt", 30, 1), object("sunset.png", 4, 2), folder("z")];
const names = (rows: readonly Row[]) => rows.map(({ name }) => name);

test("rows stay as they are listed until somebody asks for another order", () => {
  expect(sorted(ROWS, AS_LISTED)).toBe(ROWS);
  expect(isAsListed(AS_LISTED)).toBe(true);
});

test("names are sorted backwards", () => {
  expect(names(sorted(ROWS, { by: "name", descending: true }))).toEqual(["z", "sunset.png", "b.txt", "a", "B.txt"]);
});

test("sizes and dates sort objects, and folders stay above", () => {
  expect(names(sorted(ROWS, { by: "size", descending: true }))).toEqual(["a", "z", "b.txt", "sunset.png", "B.txt"]);
  expect(names(sorted(ROWS, { by: "modified", descending: false }))).toEqual(["a", "z", "b.txt", "sunset.png", "B.txt"]);
  expect(names(sorted(ROWS, { by: "modified", descending: true }))).toEqual(["a", "z", "B.txt", "sunset.png", "b.txt"]);
});

test("the first click on a size or a date shows the largest or the newest first, the second turns that round", () => {
  const once = sortAfterClick(AS_LISTED, "modified");
  expect(once).toEqual({ by: "modified", descending: true });
  expect(sortAfterClick(once, "modified")).toEqual({ by: "modified", descending: false });
  expect(sortAfterClick(once, "name")).toEqual(AS_LISTED);
});

test("a text is found anywhere in names, whatever its case and however its accents are written", () => {
  expect(names(containing(ROWS, "SUN"))).toEqual(["sunset.png"]);
  expect(names(containing(ROWS, "set"))).toEqual(["sunset.png"]);
  expect(names(containing([object("cafe\u0301")], "caf\u00e9"))).toEqual(["cafe\u0301"]);
  expect(containing(ROWS, "")).toBe(ROWS);
});
