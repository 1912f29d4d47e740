import { expect, test } from "vitest";
import { ACCOUNTS, ACTIVITY, bucketHref, BUCKETS, CONNECT, KEYS, objectsHref, routeOf, USAGE } from "./routes";

test.each(["", "#", "#/", "#/nowhere", "#/b", "#/b/", "#/buckets", "#/buckets/", "nonsense"])("%j leads to the buckets", (hash) => {
  expect(routeOf(hash)).toEqual({ page: "buckets" });
});

test("every page is found at its address", () => {
  const pages = [BUCKETS, KEYS, USAGE, ACCOUNTS, ACTIVITY, CONNECT].map((hash) => routeOf(hash).page);
  expect(pages).toEqual(["buckets", "keys", "usage", "accounts", "activity", "connect"]);
  expect(routeOf(bucketHref("photos.2026"))).toEqual({ page: "bucket", bucket: "photos.2026" });
});

test.each(["", "a/", "a/b/", "/", "//a//", "a b?c#d%/", "ü/日本/🗻/", "../"])(
  "the folder %j of a bucket is found at its address",
  (prefix) => {
    expect(routeOf(objectsHref("photos", prefix))).toEqual({ page: "objects", bucket: "photos", prefix });
  },
);

test("an address is easy to read: the slashes of a folder stay", () => {
  expect(objectsHref("photos", "2026/may/")).toBe("#/b/photos/2026/may/");
});

test.each(["#/b/%", "#/b/photos/%zz/", "#/buckets/%e4"])("%s, which was mistyped, leads to the buckets", (hash) => {
  expect(routeOf(hash)).toEqual({ page: "buckets" });
});
