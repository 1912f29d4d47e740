import "../testing/browser";
import { beforeEach, expect, test, vi } from "vitest";
import { forgetUpload, keepUpload, recallUpload } from "./resumable";

const file = (content = "x", lastModified = 1) => new File([content], "a", { lastModified });

beforeEach(() => {
  localStorage.clear();
});

test("an upload is recalled for the same file, bucket and key alone", () => {
  keepUpload("b", "folder/k", file(), "u1");
  expect(recallUpload("b", "folder/k", file())).toBe("u1");
  expect(recallUpload("b", "folder/k", file("xy"))).toBeUndefined();
  expect(recallUpload("b", "folder/k", file("x", 2))).toBeUndefined();
  expect(recallUpload("b", "k", file())).toBeUndefined();
  expect(recallUpload("c", "folder/k", file())).toBeUndefined();
});

test("of a key, the newest upload counts", () => {
  keepUpload("b", "k", file(), "u1");
  keepUpload("b", "k", file(), "u2");
  expect(recallUpload("b", "k", file())).toBe("u2");
});

test("forgetting an upload leaves others, also a newer one of the same key", () => {
  keepUpload("b", "k", file(), "u2");
  keepUpload("b", "other", file(), "u3");
  forgetUpload("b", "k", "u1");
  expect(recallUpload("b", "k", file())).toBe("u2");
  forgetUpload("b", "k", "u2");
  expect(recallUpload("b", "k", file())).toBeUndefined();
  expect(recallUpload("b", "other", file())).toBe("u3");
});

test("the last 200 are kept, and one that is kept again counts as new", () => {
  for (let number = 1; number <= 200; number++) {
    keepUpload("b", `k${number}`, file(), `u${number}`);
  }
  keepUpload("b", "k1", file(), "again");
  keepUpload("b", "k201", file(), "u201");
  expect(recallUpload("b", "k1", file())).toBe("again");
  expect(recallUpload("b", "k2", file())).toBeUndefined();
  expect(recallUpload("b", "k3", file())).toBe("u3");
  expect(recallUpload("b", "k201", file())).toBe("u201");
});

test("a key may be called as what every object of JavaScript has", () => {
  expect(recallUpload("constructor", "__proto__", file())).toBeUndefined();
  keepUpload("constructor", "__proto__", file(), "u1");
  expect(recallUpload("constructor", "__proto__", file())).toBe("u1");
});

test("a store that is broken counts as empty, and is written anew", () => {
  localStorage.setItem("coffer-uploads", "{");
  expect(recallUpload("b", "k", file())).toBeUndefined();
  keepUpload("b", "k", file(), "u1");
  expect(recallUpload("b", "k", file())).toBe("u1");
});

test("a store that is full or closed keeps nobody from uploading", () => {
  const closed = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  vi.stubGlobal("localStorage", { getItem: closed, setItem: closed });
  expect(() => keepUpload("b", "k", file(), "u1")).not.toThrow();
  expect(recallUpload("b", "k", file())).toBeUndefined();
});
