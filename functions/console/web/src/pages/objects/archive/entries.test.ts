import { s3Error, withEndpoint, withoutPauses } from "../../../testing/endpoint";
import { afterEach, expect, test, vi } from "vitest";
import { makeZip } from "client-zip";
import type { Item } from "../contents";
import { entriesOf, type Missing } from "./entries";

const UNSTOPPED = new AbortController().signal;

afterEach(() => {
  vi.unstubAllGlobals();
});

async function* pages(...items: Item[]): AsyncGenerator<readonly Item[]> {
  yield items;
}

function answer(text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, {
    headers: { "content-length": String(text.length), etag: '"e"', "last-modified": "Mon, 02 Nov 2026 10:00:00 GMT", ...headers },
  });
}

async function archived(...items: Item[]) {
  const missing: Missing[] = [];
  let bytes = 0;
  const found = new Map<string, string | null>();
  const watcher = { onBytes: (count: number) => (bytes += count), onMissing: (one: Missing) => missing.push(one) };
  for await (const entry of entriesOf("photos", "2026/", pages(...items), watcher, UNSTOPPED)) {
    found.set(entry.name, "input" in entry ? await text(entry.input) : null);
  }
  return { found, missing, bytes };
}

async function text(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  let all = "";
  for await (const chunk of chunks) {
    all += new TextDecoder().decode(chunk);
  }
  return all;
}

test("objects are entries named after their keys in the folder, and folders that hold nothing stay", async () => {
  const asked = await withEndpoint(({ url }) => answer(`bytes of ${decodeURIComponent(url.pathname)}`));
  const { found, bytes } = await archived({ key: "2026/a é.txt", size: 3 }, { key: "2026/empty/", size: 0 }, { key: "2026/b/c", size: 3 });

  expect(Object.fromEntries(found)).toEqual({
    "empty/": null,
    "a é.txt": "bytes of /photos/2026/a é.txt",
    "b/c": "bytes of /photos/2026/b/c",
  });
  expect(bytes).toBe([...found.values()].join("").length + "é".length);
  // Else the browser would decode what is stored with a content encoding.
  expect(asked.every(({ url }) => url.searchParams.get("response-content-encoding") === "identity")).toBe(true);
});

test("objects that cannot be read are left out and told", async () => {
  await withEndpoint(({ url }) => (url.pathname.endsWith("secret") ? s3Error(403, "AccessDenied") : answer("x")));
  const { found, missing } = await archived({ key: "2026/secret", size: 1 }, { key: "2026/../up", size: 1 }, { key: "2026/x", size: 1 });

  expect([...found.keys()]).toEqual(["x"]);
  expect(missing.map(({ key, code }) => [key, code])).toEqual([
    ["2026/secret", "AccessDenied"],
    ["2026/../up", ""],
  ]);
});

test("a large object that breaks off goes on where it stopped, if it is still the same", async () => {
  const size = 300 * 1024;
  const all = "x".repeat(size);
  withoutPauses();
  const asked = await withEndpoint((_, number) => {
    if (number === 1) {
      const broken = new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode(all.slice(0, 1_000))),
        pull: (controller) => controller.error(new TypeError("network error")),
      });
      return new Response(broken, { headers: { "content-length": String(size), etag: '"e"' } });
    }
    return answer(all.slice(1_000));
  });
  const { found } = await archived({ key: "2026/large", size });

  expect(found.get("large")).toBe(all);
  expect(asked[1]?.headers.get("range")).toBe("bytes=1000-");
  expect(asked[1]?.headers.get("if-match")).toBe('"e"');
});

test("an object that changed after its beginning was written fails the archive", async () => {
  withoutPauses();
  await withEndpoint((_, number) => {
    if (number > 1) {
      return s3Error(412, "PreconditionFailed");
    }
    const broken = new ReadableStream({ pull: (controller) => controller.error(new TypeError("network error")) });
    return new Response(broken, { headers: { "content-length": String(300 * 1024), etag: '"e"' } });
  });
  const watcher = { onBytes: () => undefined, onMissing: () => undefined };
  const entries = entriesOf("photos", "", pages({ key: "large", size: 300 * 1024 }), watcher, UNSTOPPED);

  await expect(new Response(makeZip(entries)).arrayBuffer()).rejects.toMatchObject({ code: "PreconditionFailed" });
});
