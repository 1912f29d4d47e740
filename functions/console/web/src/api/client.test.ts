import { s3Error, SESSION, withEndpoint, withoutPauses, withSettings, type Asked } from "../testing/endpoint";
import { carriedSignature, signatureOf } from "../testing/sigV4";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { bucketPath, call, objectPath, presign } from "./client";
import { ServiceError, UnaddressableError, UnreachableError } from "./errors";
import { endSession } from "./session";

const lost = () => Promise.reject(new TypeError("Failed to fetch"));

/** Answers the numbered requests with what stands in the list, and those after it with success. */
function first(...answers: (() => Response | Promise<Response>)[]): (asked: Asked, number: number) => Response | Promise<Response> {
  return (_, number) => (answers[number - 1] ?? (() => new Response("done")))();
}

const forever = (answer: () => Response | Promise<Response>) => () => answer();
const busy =
  (headers: Record<string, string> = {}) =>
  () =>
    s3Error(503, "SlowDown", headers);
const tooMany =
  (headers: Record<string, string> = {}) =>
  () =>
    s3Error(429, "TooManyRequests", headers);

beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(0);
});

describe("paths", () => {
  test("a key's slashes stay, wherever they are", () => {
    expect(objectPath("photos", "2026/may/a.jpg")).toBe("/photos/2026/may/a.jpg");
    expect(objectPath("photos", "/a//b/")).toBe("/photos//a//b/");
  });

  test("everything else that means something in an address is encoded", () => {
    expect(objectPath("b", "a b?c#d&e=f+g%h")).toBe("/b/a%20b%3Fc%23d%26e%3Df%2Bg%25h");
    expect(objectPath("b", "!'()*")).toBe("/b/%21%27%28%29%2A");
    expect(objectPath("b", "ä/日本/🗻")).toBe("/b/%C3%A4/%E6%97%A5%E6%9C%AC/%F0%9F%97%BB");
    expect(bucketPath("a b")).toBe("/a%20b");
  });

  test.each([".", "..", "a/./b", "a/../b", "../a", "a/.."])("no address is made for the key %s, which browsers would resolve", (key) => {
    expect(() => objectPath("b", key)).toThrow(UnaddressableError);
  });

  test.each(["...", ".a", "a.", "a/..b/c", "%2e%2e"])("the key %s is none that browsers resolve", async (key) => {
    const asked = await withEndpoint(first());
    await call({ method: "GET", path: objectPath("b", key) });
    expect(decodeURIComponent(asked[0]!.url.pathname)).toBe(`/b/${key}`);
  });
});

describe("requests", () => {
  test("go to the endpoint, signed, with their query and headers", async () => {
    const asked = await withEndpoint(first());
    await call({
      method: "GET",
      path: "/b",
      query: { "list-type": 2, prefix: "a b*", marker: undefined, versions: "" },
      headers: { range: "bytes=0-9", "x-none": undefined },
    });
    expect(asked[0]?.url.href).toBe("https://s3.example.com/b?list-type=2&prefix=a%20b%2A&versions=");
    expect(asked[0]?.headers.get("range")).toBe("bytes=0-9");
    expect(asked[0]?.headers.has("x-none")).toBe(false);
    expect(asked[0]?.headers.get("authorization")).toContain(`Credential=${SESSION.accessKeyId}/`);
  });

  test("go elsewhere, and with other credentials, where they say so", async () => {
    const asked = await withEndpoint(first());
    await call({
      method: "GET",
      path: "/b",
      endpoint: "https://streaming.example.com",
      credentials: { accessKeyId: "AKIAOTHER", secretAccessKey: "other" },
    });
    expect(asked[0]?.url.host).toBe("streaming.example.com");
    expect(asked[0]?.headers.get("authorization")).toContain("Credential=AKIAOTHER/");
  });

  test("that only read go round the browser's cache; a write is sent without a Cache-Control that would become the object's", async () => {
    const asked = await withEndpoint(first());
    for (const method of ["GET", "HEAD", "PUT", "DELETE", "POST"]) {
      await call({ method, path: "/b" });
    }
    expect(asked.map(({ method, cache }) => `${method} ${cache}`)).toEqual([
      "GET no-store",
      "HEAD no-store",
      "PUT default",
      "DELETE default",
      "POST default",
    ]);
  });

  test("are not sent while nobody is signed in", async () => {
    const asked = await withEndpoint(first());
    endSession();
    await expect(call({ method: "GET", path: "/b" })).rejects.toMatchObject({ name: "AbortError" });
    expect(asked).toEqual([]);
  });

  test("that fail are told as the endpoint's answer tells it", async () => {
    await withEndpoint(forever(() => s3Error(404, "NoSuchKey")));
    const failure = await call({ method: "GET", path: "/b/k" }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ServiceError);
    expect(failure).toMatchObject({ status: 404, code: "NoSuchKey", message: "Told by S3", requestId: "request-3" });
  });
});

describe("repetitions", () => {
  test.each(["GET", "HEAD", "PUT", "DELETE", "POST"])("a %s that came too fast is repeated, since nothing was done", async (method) => {
    const asked = await withEndpoint(first(tooMany()));
    withoutPauses();
    expect(await (await call({ method, path: "/b" })).text()).toBe("done");
    expect(asked).toHaveLength(2);
  });

  test.each(["GET", "HEAD", "PUT", "DELETE"])("a %s is repeated after a 503, since doing it twice is as doing it once", async (method) => {
    const asked = await withEndpoint(first(busy()));
    withoutPauses();
    await call({ method, path: "/b" });
    expect(asked).toHaveLength(2);
  });

  test("a POST is not repeated after a 503 that may come from a gateway that waited in vain", async () => {
    const asked = await withEndpoint(forever(busy()));
    withoutPauses();
    await expect(call({ method: "POST", path: "/b" })).rejects.toMatchObject({ status: 503, code: "SlowDown" });
    expect(asked).toHaveLength(1);
  });

  test("a POST is repeated after a 503 of the endpoint, which says when to come back", async () => {
    const asked = await withEndpoint(first(busy({ "Retry-After": "1" })));
    withoutPauses();
    await call({ method: "POST", path: "/b" });
    expect(asked).toHaveLength(2);
  });

  test.each([400, 403, 404, 409, 412, 500, 502, 504])("an answer %d is not repeated", async (status) => {
    const asked = await withEndpoint(forever(() => s3Error(status, "Some")));
    withoutPauses();
    await expect(call({ method: "GET", path: "/b" })).rejects.toMatchObject({ status });
    expect(asked).toHaveLength(1);
  });

  test("end after four, with what the endpoint said last", async () => {
    const asked = await withEndpoint(forever(tooMany()));
    withoutPauses();
    await expect(call({ method: "GET", path: "/b" })).rejects.toMatchObject({ status: 429 });
    expect(asked).toHaveLength(5);
  });

  test("are signed anew, for the time that has passed meanwhile", async () => {
    const asked = await withEndpoint(
      first(() => {
        vi.setSystemTime(new Date("2026-11-21T12:00:10Z"));
        return s3Error(429, "TooManyRequests");
      }),
    );
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-21T12:00:00Z") });
    try {
      withoutPauses();
      await call({ method: "GET", path: "/b" });
    } finally {
      vi.useRealTimers();
    }
    expect(asked.map(({ headers }) => headers.get("x-amz-date"))).toEqual(["20261121T120000Z", "20261121T120010Z"]);
  });

  test("wait twice as long each time where the answer asks for nothing", async () => {
    await withEndpoint(first(tooMany(), tooMany(), tooMany(), tooMany()));
    const pauses = withoutPauses();
    await call({ method: "GET", path: "/b" });
    const [shortest = 0] = pauses;
    expect(pauses).toEqual([1, 2, 4, 8].map((times) => times * shortest));
    expect(shortest).toBeGreaterThan(0);
  });

  test.each([0, 0.5, 0.999])("never come back before the answer asks, nor much later: chance %d", async (chance) => {
    vi.spyOn(Math, "random").mockReturnValue(chance);
    await withEndpoint(first(tooMany({ "Retry-After": "3" })));
    const pauses = withoutPauses();
    await call({ method: "GET", path: "/b" });
    expect(pauses).toHaveLength(1);
    expect(pauses[0]).toBeGreaterThanOrEqual(3_000);
    expect(pauses[0]).toBeLessThanOrEqual(4_500);
  });

  test("wait as without it where Retry-After is a date or nonsense", async () => {
    await withEndpoint(first(tooMany(), tooMany({ "Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT" })));
    const pauses = withoutPauses();
    await call({ method: "GET", path: "/b" });
    expect(pauses[1]).toBe(2 * pauses[0]!);
  });

  test("end when somebody stops them", async () => {
    const asked = await withEndpoint(forever(tooMany()));
    const stop = new AbortController();
    vi.stubGlobal("setTimeout", () => queueMicrotask(() => stop.abort()));
    await expect(call({ method: "GET", path: "/b", signal: stop.signal })).rejects.toMatchObject({ name: "AbortError" });
    expect(asked).toHaveLength(1);
  });

  test("do not begin where somebody stopped the request as its answer came", async () => {
    const stop = new AbortController();
    const asked = await withEndpoint(
      forever(() => {
        stop.abort();
        return s3Error(429, "TooManyRequests", { "Retry-After": "60" });
      }),
    );
    const pauses = withoutPauses();
    await expect(call({ method: "GET", path: "/b", signal: stop.signal })).rejects.toMatchObject({ name: "AbortError" });
    expect(asked).toHaveLength(1);
    expect(pauses).toEqual([]);
  });
});

describe("without an answer", () => {
  test("it is said that the endpoint cannot be reached, at once", async () => {
    const asked = await withEndpoint(forever(lost));
    await expect(call({ method: "GET", path: "/b" })).rejects.toBeInstanceOf(UnreachableError);
    expect(asked).toHaveLength(1);
  });

  test("a request is repeated behind a gateway, whose own 429 looks like none", async () => {
    const asked = await withEndpoint(first(lost, lost), { functionLimits: true });
    withoutPauses();
    await call({ method: "PUT", path: "/b" });
    expect(asked).toHaveLength(3);
  });

  test("it is said after four repetitions behind a gateway", async () => {
    const asked = await withEndpoint(forever(lost), { functionLimits: true });
    withoutPauses();
    await expect(call({ method: "GET", path: "/b" })).rejects.toBeInstanceOf(UnreachableError);
    expect(asked).toHaveLength(5);
  });

  test("a POST is not repeated: it may have been done", async () => {
    const asked = await withEndpoint(forever(lost), { functionLimits: true });
    await expect(call({ method: "POST", path: "/b" })).rejects.toBeInstanceOf(UnreachableError);
    expect(asked).toHaveLength(1);
  });

  test("stopping is told as stopping", async () => {
    const stop = new AbortController();
    await withEndpoint(
      () => {
        stop.abort();
        return lost();
      },
      { functionLimits: true },
    );
    await expect(call({ method: "GET", path: "/b", signal: stop.signal })).rejects.toMatchObject({ name: "AbortError" });
  });
});

test("an address for everybody leads to the object, for as long as it was asked for, and is signed", async () => {
  await withEndpoint(first());
  const url = await presign(objectPath("photos", "a b/ü.jpg"), { versionId: undefined, "response-content-type": "image/jpeg" }, 3_600);
  const { origin, pathname, searchParams } = new URL(url);
  expect(origin + pathname).toBe("https://s3.example.com/photos/a%20b/%C3%BC.jpg");
  expect(searchParams.get("X-Amz-Expires")).toBe("3600");
  expect(searchParams.get("response-content-type")).toBe("image/jpeg");
  expect(searchParams.has("versionId")).toBe(false);
  expect(carriedSignature({ method: "GET", url })).toBe(await signatureOf({ method: "GET", url }, SESSION.secretAccessKey));
});

test("no address is made for everybody while nobody is signed in", async () => {
  await withSettings();
  endSession();
  await expect(presign("/b/k", {}, 60)).rejects.toMatchObject({ name: "AbortError" });
});
