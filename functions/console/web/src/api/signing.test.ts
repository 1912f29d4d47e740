import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { carriedSignature, signatureOf } from "../testing/sigV4";
import { presigned, sign, type Unsigned } from "./signing";

const PAIR = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-21T09:08:07Z") });
});

afterEach(() => {
  vi.useRealTimers();
});

async function expectSigned(request: Unsigned): Promise<Headers> {
  const { url, headers } = await sign(request, PAIR);
  const sent = { method: request.method, url, headers };
  expect(carriedSignature(sent)).toMatch(/^[0-9a-f]{64}$/);
  expect(carriedSignature(sent)).toBe(await signatureOf(sent, PAIR.secretAccessKey));
  return headers;
}

test("a request carries the key, the time, the region that every endpoint takes, and what of it is signed", async () => {
  const headers = await expectSigned({ method: "GET", url: new URL("https://s3.example.com/b/k"), headers: {}, service: "s3" });
  expect(headers.get("x-amz-date")).toBe("20261121T090807Z");
  expect(headers.get("authorization")).toContain(
    "Credential=AKIAIOSFODNN7EXAMPLE/20261121/auto/s3/aws4_request, " + "SignedHeaders=host;x-amz-content-sha256;x-amz-date, ",
  );
});

test.each([
  "https://s3.example.com/b/a%20b/%C3%BC%2B%2A%27%28%29%21.txt",
  "https://s3.example.com:9000/b//a//b/",
  "http://127.0.0.1:9000/b/k?versionId=x%2By&tagging=",
  "https://s3.example.com/b?list-type=2&prefix=a%20b%2F%2A&delimiter=%2F&Zeta=1&alpha=2",
])("the signature is right for %s", async (url) => {
  await expectSigned({ method: "GET", url: new URL(url), headers: {}, service: "s3" });
});

test("headers are signed, but those that a gateway or a browser may change", async () => {
  const headers = { range: "bytes=0-9", "content-type": "text/plain", "x-amz-meta-color": "blue", "x-amz-copy-source": "/b/a%20b" };
  const sent = await expectSigned({ method: "PUT", url: new URL("https://s3.example.com/b/k"), headers, service: "s3" });
  expect(sent.get("authorization")).toContain("SignedHeaders=host;x-amz-content-sha256;x-amz-copy-source;x-amz-date;x-amz-meta-color,");
  expect(sent.get("range")).toBe("bytes=0-9");
});

test("IAM's requests are signed for IAM", async () => {
  const request = {
    method: "POST",
    url: new URL("https://s3.example.com/"),
    headers: {},
    body: "Action=ListUsers",
    service: "iam",
  } as const;
  expect((await expectSigned(request)).get("authorization")).toContain("/auto/iam/aws4_request");
});

test.each<[string, string | Blob | undefined, string]>([
  ["nothing", undefined, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["a text", "Welcome to Amazon S3.", "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"],
  ["a file", new Blob(["Welcome to Amazon S3."]), "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"],
])("the endpoint can check that %s arrived", async (_, body, hash) => {
  const headers = await expectSigned({ method: "PUT", url: new URL("https://s3.example.com/b/k"), headers: {}, body, service: "s3" });
  expect(headers.get("x-amz-content-sha256")).toBe(hash);
});

test("a file of more than 16 MiB is not read into memory to be hashed", async () => {
  const most = new Blob([new Uint8Array(16 * 1024 * 1024)]);
  const hashOf = async (body: Blob) =>
    (await expectSigned({ method: "PUT", url: new URL("https://s3.example.com/b/k"), headers: {}, body, service: "s3" })).get(
      "x-amz-content-sha256",
    );
  expect(await hashOf(most)).toMatch(/^[0-9a-f]{64}$/);
  expect(await hashOf(new Blob([most, "x"]))).toBe("UNSIGNED-PAYLOAD");
});

test("an address for everybody holds all that S3 asks for, and a signature that is right", async () => {
  const url = await presigned(
    "GET",
    new URL("https://s3.example.com/b/a%20b?versionId=v1&response-content-disposition=x%3B%20y%3D%22z%22"),
    604_800,
    PAIR,
  );
  const { searchParams, pathname } = new URL(url);
  expect(pathname).toBe("/b/a%20b");
  expect(Object.fromEntries(searchParams)).toEqual({
    versionId: "v1",
    "response-content-disposition": 'x; y="z"',
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": "AKIAIOSFODNN7EXAMPLE/20261121/auto/s3/aws4_request",
    "X-Amz-Date": "20261121T090807Z",
    "X-Amz-Expires": "604800",
    "X-Amz-SignedHeaders": "host",
    "X-Amz-Signature": await signatureOf({ method: "GET", url }, PAIR.secretAccessKey),
  });
});

test("an address for everybody is good for its method alone", async () => {
  const url = new URL("https://s3.example.com/b/k");
  expect(await presigned("GET", url, 60, PAIR)).not.toBe(await presigned("PUT", url, 60, PAIR));
});

test("the secret is in nothing that leaves the browser", async () => {
  const url = new URL("https://s3.example.com/b/k");
  const { headers } = await sign({ method: "GET", url, headers: {}, service: "s3" }, PAIR);
  expect(JSON.stringify([...headers]) + (await presigned("GET", url, 60, PAIR))).not.toContain(PAIR.secretAccessKey);
});
