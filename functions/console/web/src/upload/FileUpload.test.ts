import { s3Error, withEndpoint, type Asked } from "../testing/endpoint";
import { withUploads } from "../testing/uploads";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { UnreachableError } from "../api/errors";
import { childrenOf, parseXml, textOf } from "../api/xml";
import { FileUpload } from "./FileUpload";
import { Lanes } from "./Lanes";
import { keepUpload, recallUpload } from "./resumable";

const MIB = 1024 * 1024;

/** Of three parts, the last with a mebibyte. */
const LARGE = new File([new Uint8Array(11 * MIB)], "large.bin", { type: "video/mp4", lastModified: 1 });
const SMALL = new File(["hello"], "small.txt", { type: "text/plain" });

function upload(file: File): FileUpload {
  return new FileUpload("b", "k", file, () => undefined);
}

/** Begins uploads, answers what has arrived of them, and completes and aborts them. */
function multipart({ method, url }: Asked): Response {
  if (url.searchParams.has("uploads")) {
    return new Response("<R><UploadId>u1</UploadId></R>");
  }
  return new Response(method === "GET" ? "<ListPartsResult/>" : "<CompleteMultipartUploadResult/>");
}

function part({ url }: Asked): Response {
  return new Response("", { headers: { etag: `"e${url.searchParams.get("partNumber")}"` } });
}

function lines(asked: readonly Asked[]): string[] {
  return asked.map(({ method, url }) => `${method} ${url.search}`);
}

function completed(asked: readonly Asked[]): string[] {
  return childrenOf(parseXml(asked.at(-1)?.body ?? ""), "Part").map((one) => `${textOf(one, "PartNumber")} ${textOf(one, "ETag")}`);
}

beforeEach(() => {
  localStorage.clear();
});

describe("a small file", () => {
  test("goes in one request, with its content type", async () => {
    const asked = await withEndpoint(multipart);
    const sent = withUploads(part);
    const one = upload(SMALL);
    expect(one.state).toBe("waiting");
    await one.run(new Lanes(1));
    expect(one).toMatchObject({ state: "done", sent: 5, running: false });
    expect(asked).toEqual([]);
    expect(lines(sent)).toEqual(["PUT "]);
    expect(sent[0]?.headers.get("content-type")).toBe("text/plain");
  });

  test("of no type is told as bytes", async () => {
    await withEndpoint(multipart);
    const sent = withUploads(part);
    await upload(new File([], "empty")).run(new Lanes(1));
    expect(sent[0]?.headers.get("content-type")).toBe("application/octet-stream");
  });

  test("is sent again where the connection was lost, as soon as the device is online", async () => {
    await withEndpoint(multipart);
    const sent = withUploads((asked, number) => (number === 1 ? Promise.reject(new Error("lost")) : part(asked)));
    const told: unknown[] = [];
    const one = new FileUpload("b", "k", SMALL, () => {
      told.push(one.obstacle);
      queueMicrotask(() => dispatchEvent(new Event("online")));
    });
    await one.run(new Lanes(1));
    expect(one).toMatchObject({ state: "done", obstacle: undefined });
    expect(told.some((obstacle) => obstacle instanceof UnreachableError)).toBe(true);
    expect(sent).toHaveLength(2);
  });

  test("has failed where it is refused, and can be tried again", async () => {
    await withEndpoint(multipart);
    withUploads((asked, number) => (number === 1 ? s3Error(403, "AccessDenied") : part(asked)));
    const one = upload(SMALL);
    await one.run(new Lanes(1));
    expect(one).toMatchObject({ state: "failed", error: { code: "AccessDenied" }, sent: 0 });
    one.resume();
    expect(one).toMatchObject({ state: "waiting", error: undefined });
    await one.run(new Lanes(1));
    expect(one.state).toBe("done");
  });

  test("that can no longer be read has failed, and says why", async () => {
    await withEndpoint(multipart);
    const gone = new File(["x"], "gone");
    const unreadable = () => Promise.reject(new DOMException("gone", "NotReadableError"));
    const one = upload(gone);
    withUploads(() => {
      vi.spyOn(gone, "slice").mockReturnValue({ arrayBuffer: unreadable } as unknown as Blob);
      return Promise.reject(new Error("lost"));
    });
    await one.run(new Lanes(1));
    expect(one.state).toBe("failed");
    expect(String(one.error)).toContain("has changed since it was chosen");
  });
});

describe("a large file", () => {
  test("goes in parts, which are put together in their order", async () => {
    const asked = await withEndpoint(multipart);
    const sent = withUploads(part);
    const one = upload(LARGE);
    await one.run(new Lanes(4));
    expect(one).toMatchObject({ state: "done", sent: LARGE.size });
    expect(lines(asked)).toEqual(["POST ?uploads=", "POST ?uploadId=u1"]);
    expect(asked[0]?.headers.get("content-type")).toBe("video/mp4");
    expect(lines(sent).sort()).toEqual([1, 2, 3].map((number) => `PUT ?partNumber=${number}&uploadId=u1`));
    expect(completed(asked)).toEqual(['1 "e1"', '2 "e2"', '3 "e3"']);
    expect(recallUpload("b", "k", LARGE)).toBeUndefined();
  });

  test("goes on where it stopped before the page was loaded, with what has arrived in full", async () => {
    keepUpload("b", "k", LARGE, "u1");
    const stored = (number: number, size: number) =>
      `<Part><PartNumber>${number}</PartNumber><ETag>"old${number}"</ETag><Size>${size}</Size></Part>`;
    const asked = await withEndpoint((one) =>
      one.method === "GET" ? new Response(`<R>${stored(1, 5 * MIB)}${stored(2, 3 * MIB)}${stored(4, 5 * MIB)}</R>`) : multipart(one),
    );
    const sent = withUploads(part);
    await upload(LARGE).run(new Lanes(4));
    expect(lines(asked)).toEqual(["GET ?uploadId=u1", "POST ?uploadId=u1"]);
    expect(lines(sent).sort()).toEqual(["PUT ?partNumber=2&uploadId=u1", "PUT ?partNumber=3&uploadId=u1"]);
    expect(completed(asked)).toEqual(['1 "old1"', '2 "e2"', '3 "e3"']);
  });

  test("begins anew where the upload that was kept is gone", async () => {
    keepUpload("b", "k", LARGE, "gone");
    const asked = await withEndpoint((one) => (one.method === "GET" ? s3Error(404, "NoSuchUpload") : multipart(one)));
    withUploads(part);
    const one = upload(LARGE);
    await one.run(new Lanes(4));
    expect(one.state).toBe("done");
    expect(lines(asked)).toEqual(["GET ?uploadId=gone", "POST ?uploads=", "POST ?uploadId=u1"]);
  });

  test("begins anew once where somebody removes its upload on the way, and no more", async () => {
    const asked = await withEndpoint(multipart);
    withUploads(() => s3Error(404, "NoSuchUpload"));
    const one = upload(LARGE);
    await one.run(new Lanes(1));
    expect(one).toMatchObject({ state: "failed", error: { code: "NoSuchUpload" } });
    expect(lines(asked)).toEqual(["POST ?uploads=", "POST ?uploads="]);
  });

  test("sends what is missing alone when it goes on after a pause", async () => {
    const asked = await withEndpoint(multipart);
    const one = upload(LARGE);
    const sent = withUploads((now, number) => {
      if (number === 2) {
        one.pause();
      }
      return part(now);
    });
    await one.run(new Lanes(1));
    expect(one).toMatchObject({ state: "paused", pending: false, sent: 5 * MIB });
    const before = sent.length;
    one.resume();
    await one.run(new Lanes(1));
    expect(one.state).toBe("done");
    expect(lines(sent.slice(before))).toEqual(["PUT ?partNumber=2&uploadId=u1", "PUT ?partNumber=3&uploadId=u1"]);
    expect(completed(asked)).toEqual(['1 "e1"', '2 "e2"', '3 "e3"']);
  });

  test("leaves nothing behind where it is cancelled", async () => {
    const asked = await withEndpoint(multipart);
    const one = upload(LARGE);
    let cancelling: Promise<void> | undefined;
    withUploads((now) => {
      cancelling ??= one.cancel();
      return part(now);
    });
    await one.run(new Lanes(1));
    await cancelling;
    expect(one.state).toBe("cancelled");
    expect(lines(asked)).toEqual(["POST ?uploads=", "DELETE ?uploadId=u1"]);
    expect(recallUpload("b", "k", LARGE)).toBeUndefined();
  });

  test("is kept for later where nobody is signed in any more", async () => {
    const asked = await withEndpoint(multipart);
    const one = upload(LARGE);
    withUploads((now) => {
      one.drop();
      return part(now);
    });
    await one.run(new Lanes(1));
    expect(one.state).toBe("cancelled");
    expect(lines(asked)).toEqual(["POST ?uploads="]);
    expect(recallUpload("b", "k", LARGE)).toBe("u1");
  });
});

describe("behind functions", () => {
  test("a file that does not pass them goes to the streaming endpoint", async () => {
    const asked = await withEndpoint(multipart, { functionLimits: true, streamingEndpoint: "https://streaming.example.com" });
    const sent = withUploads(part);
    await upload(LARGE).run(new Lanes(4));
    expect([...asked, ...sent].every(({ url }) => url.host === "streaming.example.com")).toBe(true);
  });

  test("a file that does not pass them is refused where there is none", async () => {
    const asked = await withEndpoint(multipart, { functionLimits: true });
    const one = upload(LARGE);
    await one.run(new Lanes(4));
    expect(one.state).toBe("failed");
    expect(String(one.error)).toContain("4.5 MB");
    expect(asked).toEqual([]);
  });
});
