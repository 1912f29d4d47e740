import { s3Error, withEndpoint } from "../../testing/endpoint";
import { describe, expect, test } from "vitest";
import type { ObjectHead } from "../../api/s3";
import { metadataOf, problemOf, saveMetadata, SYSTEM_FIELDS, type Metadata, type SystemValues } from "./metadata";

const HEAD: ObjectHead = {
  size: 1,
  modified: new Date(0),
  etag: '"e1"',
  contentType: "text/plain",
  versionId: "",
  encryption: "",
  storageClass: "STANDARD",
  tags: 0,
  checksums: {},
  checksumType: "",
  system: {},
  metadata: {},
};

const NONE = Object.fromEntries(SYSTEM_FIELDS.map(({ name }) => [name, ""])) as SystemValues;

function user(...names: string[]): Metadata {
  return { system: NONE, user: names.map((name) => ({ name, value: "x" })) };
}

test("the form shows what is stored, and empty fields for the rest", () => {
  const head = { ...HEAD, system: { "cache-control": "no-store", expires: "Thu, 01 Jan 2026 00:00:00 GMT" }, metadata: { color: "blue" } };
  expect(metadataOf(head)).toEqual({
    system: { ...NONE, "content-type": "text/plain", "cache-control": "no-store" },
    user: [{ name: "color", value: "blue" }],
  });
});

describe("what keeps metadata from being saved:", () => {
  test.each([[""], ["a b"], ["ä"], ["a:b"], ["a/b"]])("the name %j", (name) => {
    expect(problemOf(user(name))).toMatch(/^Names are/);
  });

  test("names that differ in upper and lower case alone", () => {
    expect(problemOf(user("color", "Color"))).toMatch(/^Two names/);
  });

  test.each(["ü", "a\nb", "a\tb", "\u007f"])("the value %j", (value) => {
    expect(problemOf({ system: NONE, user: [{ name: "a", value }] })).toMatch(/^Values are/);
    expect(problemOf({ system: { ...NONE, "cache-control": value }, user: [] })).toMatch(/^Values are/);
  });

  test("nothing of what headers can hold", () => {
    expect(
      problemOf({ system: { ...NONE, "content-type": "text/html; charset=utf-8" }, user: [{ name: "a-b.C_1", value: ' ~!"' }] }),
    ).toBeUndefined();
    expect(problemOf({ system: NONE, user: [] })).toBeUndefined();
  });
});

describe("saving", () => {
  const COPIED = "<CopyObjectResult><ETag>x</ETag></CopyObjectResult>";

  test("copies the object onto itself, where nobody has written it since, and keeps what is not edited", async () => {
    const asked = await withEndpoint(() => new Response(COPIED));
    const head = {
      ...HEAD,
      encryption: "AES256",
      storageClass: "STANDARD_IA",
      system: { "content-language": "de", expires: "Thu, 01 Jan 2026 00:00:00 GMT", "x-amz-website-redirect-location": "/other" },
    };
    await saveMetadata("b", "x/a b+ü", head, { system: { ...NONE, "content-type": "text/css" }, user: [{ name: "Color", value: "blue" }] });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ method: "PUT", body: "" });
    expect(asked[0]?.url.pathname).toBe("/b/x/a%20b%2B%C3%BC");
    const { authorization, "x-amz-date": _date, "x-amz-content-sha256": _hash, ...headers } = Object.fromEntries(asked[0]!.headers);
    expect(authorization).toBeDefined();
    expect(headers).toEqual({
      "content-type": "text/css",
      expires: "Thu, 01 Jan 2026 00:00:00 GMT",
      "x-amz-copy-source": "/b/x/a%20b%2B%C3%BC",
      "x-amz-copy-source-if-match": '"e1"',
      "x-amz-meta-color": "blue",
      "x-amz-metadata-directive": "REPLACE",
      "x-amz-server-side-encryption": "AES256",
      "x-amz-storage-class": "STANDARD_IA",
      "x-amz-website-redirect-location": "/other",
    });
  });

  test("fails where somebody has written the object meanwhile", async () => {
    await withEndpoint(() => s3Error(412, "PreconditionFailed"));
    await expect(saveMetadata("b", "k", HEAD, metadataOf(HEAD))).rejects.toMatchObject({ code: "PreconditionFailed" });
  });

  test("fails where the copy fails after its answer has begun", async () => {
    await withEndpoint(() => new Response("<Error><Code>InternalError</Code><Message>Later</Message></Error>"));
    await expect(saveMetadata("b", "k", HEAD, metadataOf(HEAD))).rejects.toMatchObject({ code: "InternalError", message: "Later" });
  });
});
