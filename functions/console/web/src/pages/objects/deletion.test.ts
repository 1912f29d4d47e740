import { s3Error, withEndpoint, type Asked } from "../../testing/endpoint";
import { describe, expect, test } from "vitest";
import { childrenOf, parseXml, textOf } from "../../api/xml";
import { count, deleteAll } from "./deletion";

const NEVER = new AbortController().signal;

function keys(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, at) => `f/${from + at}`);
}

/** A bucket that lists these keys below `f/` in pages of 1,000, and deletes all but those that are locked. */
async function withBucket(stored: readonly string[], locked: readonly string[] = []): Promise<Asked[]> {
  return withEndpoint(({ url, body }) => {
    if (url.searchParams.has("delete")) {
      const refused = namesIn(body).filter((key) => locked.includes(key));
      const errors = refused.map((key) => `<Error><Key>${key}</Key><Code>AccessDenied</Code><Message>No</Message></Error>`);
      return new Response(`<DeleteResult>${errors.join("")}</DeleteResult>`);
    }
    const begin = Number(url.searchParams.get("continuation-token") ?? 0);
    const page = stored.slice(begin, begin + 1_000).map((key) => `<Contents><Key>${encodeURIComponent(key)}</Key></Contents>`);
    const next = begin + 1_000 < stored.length ? `<NextContinuationToken>${begin + 1_000}</NextContinuationToken>` : "";
    return new Response(`<ListBucketResult>${page.join("")}${next}</ListBucketResult>`);
  });
}

function namesIn(body: string): string[] {
  return childrenOf(parseXml(body), "Object").map((object) => textOf(object, "Key"));
}

/** The keys of each request that deleted. */
function deleted(asked: readonly Asked[]): string[][] {
  return asked.filter(({ method }) => method === "POST").map(({ body }) => namesIn(body));
}

describe("counting", () => {
  test("counts what is named and all that is below, and tells how far it is", async () => {
    const asked = await withBucket(keys(0, 2_500));
    const told: number[] = [];
    expect(await count({ bucket: "b", keys: ["a", "c"], prefixes: ["f/"] }, (objects) => told.push(objects), NEVER)).toBe(2_502);
    expect(told).toEqual([1_002, 2_002, 2_502]);
    expect(asked[0]?.url.searchParams.get("prefix")).toBe("f/");
    expect(asked[0]?.url.searchParams.has("delimiter")).toBe(false);
  });

  test("asks for nothing where there are no folders", async () => {
    const asked = await withBucket([]);
    expect(await count({ bucket: "b", keys: ["a"], prefixes: [] }, () => undefined, NEVER)).toBe(1);
    expect(asked).toEqual([]);
  });
});

describe("deleting", () => {
  test("takes 1,000 at a time, first what is named and then what is below", async () => {
    const named = keys(5_000, 6_001);
    const asked = await withBucket(keys(0, 1_500));
    const told: number[] = [];
    const failures = await deleteAll({ bucket: "b", keys: named, prefixes: ["f/"] }, (objects) => told.push(objects), NEVER);
    expect(failures).toEqual([]);
    expect(deleted(asked)).toEqual([named.slice(0, 1_000), named.slice(1_000), keys(0, 1_000), keys(1_000, 1_500)]);
    expect(told).toEqual([1_000, 1_001, 2_001, 2_501]);
  });

  test("tells what could not be deleted, and does not count it", async () => {
    await withBucket(keys(0, 3), ["a", "f/1"]);
    const told: number[] = [];
    const failures = await deleteAll({ bucket: "b", keys: ["a", "c"], prefixes: ["f/"] }, (objects) => told.push(objects), NEVER);
    expect(failures).toEqual([
      { key: "a", code: "AccessDenied", message: "No" },
      { key: "f/1", code: "AccessDenied", message: "No" },
    ]);
    expect(told).toEqual([1, 3]);
  });

  test("takes a request of its own for a key that XML cannot hold", async () => {
    const asked = await withBucket([]);
    await deleteAll({ bucket: "b", keys: ["a\u0001", "c"], prefixes: [] }, () => undefined, NEVER);
    expect(asked.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual(["DELETE /b/a%01", "POST /b"]);
  });

  test("tells of a key that browsers cannot address, and deletes the others", async () => {
    const asked = await withEndpoint(({ method }) =>
      method === "DELETE" ? s3Error(403, "AccessDenied") : new Response("<DeleteResult/>"),
    );
    const failures = await deleteAll({ bucket: "b", keys: ["\u0001/../x", "\u0002", "c"], prefixes: [] }, () => undefined, NEVER);
    expect(failures.map(({ key, code }) => [key, code])).toEqual([
      ["\u0001/../x", ""],
      ["\u0002", "AccessDenied"],
    ]);
    expect(deleted(asked)).toEqual([["c"]]);
  });

  test("ends where somebody stops it: what was deleted before stays deleted", async () => {
    const stop = new AbortController();
    const asked = await withBucket(keys(0, 2_500));
    const result = deleteAll({ bucket: "b", keys: [], prefixes: ["f/"] }, () => stop.abort(), stop.signal);
    await expect(result).rejects.toMatchObject({ name: "AbortError" });
    expect(deleted(asked)).toEqual([keys(0, 1_000)]);
  });
});
