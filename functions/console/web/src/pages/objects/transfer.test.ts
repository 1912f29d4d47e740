import { s3Error, withEndpoint, withoutPauses, type Asked } from "../../testing/endpoint";
import { afterEach, expect, test, vi } from "vitest";
import type { Contents } from "./contents";
import { transferAll, transferProblem, type Transfer } from "./transfer";

const UNSTOPPED = new AbortController().signal;
const GIB = 1024 ** 3;

afterEach(() => {
  vi.unstubAllGlobals();
});

const one: Contents = { bucket: "photos", objects: [{ key: "2026/a é.txt", size: 3, etag: '"a"' }], prefixes: [] };

function transfer(some: Partial<Transfer> = {}): Transfer {
  return { from: one, before: "2026/", to: { bucket: "backups", after: "old/" }, move: false, replace: false, ...some };
}

function run(wanted: Transfer, done = new Set<string>()) {
  return transferAll(wanted, done, () => undefined, UNSTOPPED);
}

const lines = (asked: readonly Asked[]) => asked.map(({ method, url }) => `${method} ${decodeURIComponent(url.pathname)}${url.search}`);

test("a copy is made by the endpoint, under the new folder, and replaces nothing", async () => {
  const asked = await withEndpoint(() => new Response("<CopyObjectResult/>"));

  expect(await run(transfer())).toEqual([]);
  expect(lines(asked)).toEqual(["PUT /backups/old/a é.txt"]);
  expect(asked[0]?.headers.get("x-amz-copy-source")).toBe("/photos/2026/a%20%C3%A9.txt");
  expect(asked[0]?.headers.get("if-none-match")).toBe("*");
});

test("a move deletes what was copied, if it is still the same", async () => {
  const asked = await withEndpoint(() => new Response("<CopyObjectResult/>"));

  expect(await run(transfer({ move: true, replace: true }))).toEqual([]);
  expect(lines(asked)).toEqual(["PUT /backups/old/a é.txt", "DELETE /photos/2026/a é.txt"]);
  expect(asked[0]?.headers.get("x-amz-copy-source-if-match")).toBe('"a"');
  expect(asked[1]?.headers.get("if-match")).toBe('"a"');
  expect(asked[0]?.headers.has("if-none-match")).toBe(false);
});

test("what could not be copied is not deleted, and is told with its reason", async () => {
  const asked = await withEndpoint(() => s3Error(412, "PreconditionFailed"));
  const [failure] = await run(transfer({ move: true }));

  expect(asked.map(({ method }) => method)).toEqual(["PUT"]);
  expect(failure).toMatchObject({ key: "2026/a é.txt", code: "PreconditionFailed" });
  expect(failure?.message).toContain("There is an object at the new place already");
});

test("a copy that failed after its status was sent is a failure", async () => {
  const asked = await withEndpoint(() => new Response("<Error><Code>AccessDenied</Code><Message>no</Message></Error>"));
  withoutPauses();
  expect((await run(transfer({ move: true })))[0]?.code).toBe("AccessDenied");
  expect(asked.every(({ method }) => method === "PUT")).toBe(true);
});

test("a folder goes with all that is below it, and what is done is not done again", async () => {
  const listing = `<ListBucketResult><Contents><Key>a/1</Key><Size>1</Size><ETag>"1"</ETag></Contents>
    <Contents><Key>a/b/2</Key><Size>1</Size><ETag>"2"</ETag></Contents></ListBucketResult>`;
  const asked = await withEndpoint(({ method }) => new Response(method === "GET" ? listing : "<CopyObjectResult/>"));
  const done = new Set(["a/1"]);
  const from = { bucket: "photos", objects: [], prefixes: ["a/"] };

  expect(await run(transfer({ from, before: "a/", to: { bucket: "photos", after: "z/" } }), done)).toEqual([]);
  expect(lines(asked).slice(1)).toEqual(["PUT /photos/z/b/2"]);
  expect([...done]).toEqual(["a/1", "a/b/2"]);
});

test("what CopyObject does not take is copied in parts, with its metadata and tags", async () => {
  const size = 6 * GIB;
  const asked = await withEndpoint(({ method, url }) => {
    if (method === "HEAD") {
      const headers = { "content-length": String(size), etag: '"big"', "x-amz-tagging-count": "1", "x-amz-meta-color": "red" };
      return new Response(null, { headers: { ...headers, "content-type": "video/mp4" } });
    }
    if (url.searchParams.has("tagging")) {
      return new Response("<Tagging><TagSet><Tag><Key>a b</Key><Value>c&amp;d</Value></Tag></TagSet></Tagging>");
    }
    if (url.searchParams.has("uploads")) {
      return new Response("<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>");
    }
    return new Response(method === "PUT" ? '<CopyPartResult><ETag>"p"</ETag></CopyPartResult>' : "<CompleteMultipartUploadResult/>");
  });

  expect(await run(transfer({ from: { ...one, objects: [{ key: "2026/big", size, etag: '"big"' }] } }))).toEqual([]);
  const created = asked.find(({ url }) => url.searchParams.has("uploads"));
  expect(created?.headers.get("x-amz-meta-color")).toBe("red");
  expect(created?.headers.get("content-type")).toBe("video/mp4");
  expect(created?.headers.get("x-amz-tagging")).toBe("a+b=c%26d");
  const parts = asked.filter(({ url }) => url.searchParams.has("partNumber"));
  expect(parts).toHaveLength(12);
  expect(parts.map(({ headers }) => headers.get("x-amz-copy-source-range"))).toContain(`bytes=${5.5 * GIB}-${size - 1}`);
  expect(asked.at(-1)?.headers.get("if-none-match")).toBe("*");
  expect(asked.at(-1)?.body.indexOf("<PartNumber>2<")).toBeGreaterThan(asked.at(-1)!.body.indexOf("<PartNumber>1<"));
});

test("a copy in parts that fails leaves no parts behind", async () => {
  const size = 6 * GIB;
  const asked = await withEndpoint(({ method, url }) => {
    if (method === "HEAD") {
      return new Response(null, { headers: { "content-length": String(size), etag: '"big"' } });
    }
    return url.searchParams.has("uploads")
      ? new Response("<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>")
      : method === "PUT"
        ? s3Error(403, "AccessDenied")
        : new Response(null, { status: 204 });
  });

  expect(await run(transfer({ from: { ...one, objects: [{ key: "2026/big", size }] } }))).toHaveLength(1);
  expect(lines(asked).at(-1)).toBe("DELETE /backups/old/big?uploadId=u1");
});

test("nothing goes to where it is, and no folder into itself", () => {
  const from = { bucket: "photos", objects: [], prefixes: ["a/b/"] };
  const to = (after: string, bucket = "photos") => transferProblem(transfer({ from, before: "a/", to: { bucket, after } }));

  expect(to("a/")).toBe("This is where it is already.");
  expect(to("a/b/c/")).toBe("A folder cannot go into itself.");
  expect(to("a/b")).toBeUndefined();
  expect(to("")).toBeUndefined();
  expect(to("a/b/c/", "backups")).toBeUndefined();
});
