import { expect, test } from "vitest";
import { EntryNames } from "./EntryNames";

test("names are those of the keys, folders included", () => {
  const names = new EntryNames();
  expect(["a.txt", "b/a.txt", "b/ü 日本.txt"].map((path) => names.nameOf(path))).toEqual(["a.txt", "b/a.txt", "b/ü 日本.txt"]);
});

test("no name leaves the folder that the archive is unpacked to", () => {
  const names = new EntryNames();
  expect(names.nameOf("/etc/passwd")).toBe("_/etc/passwd");
  expect(names.nameOf("..\\up")).toBe(".._up");
  expect(names.nameOf("a//b\u0000")).toBe("a/_/b_");
});

test("two keys do not become one file, and no file is also a folder", () => {
  const names = new EntryNames();
  expect(names.nameOf("a")).toBe("a");
  expect(names.nameOf("a/b.txt")).toBe("a (2)/b.txt");
  expect(names.nameOf("x\\y.txt")).toBe("x_y.txt");
  expect(names.nameOf("x_y.txt")).toBe("x_y (2).txt");
});
