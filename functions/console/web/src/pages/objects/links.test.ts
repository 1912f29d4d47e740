import { SESSION, withEndpoint } from "../../testing/endpoint";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { UnaddressableError } from "../../api/errors";
import { carriedSignature, signatureOf } from "../../testing/sigV4";
import { download, fileName, linkTo, openAddress, shownAt } from "./links";

beforeEach(async () => {
  await withEndpoint(() => new Response());
});

async function dispositionOf(key: string): Promise<string | null> {
  return new URL(await linkTo("b", { key }, { seconds: 60, download: true })).searchParams.get("response-content-disposition");
}

test.each([
  ["a.txt", "a.txt"],
  ["x/y/a.txt", "a.txt"],
  ["x/y/", "y"],
  ["x//", "x"],
  ["/", "object"],
  ["", "object"],
])("a file of the key %j is called %s", (key, name) => {
  expect(fileName(key)).toBe(name);
});

describe("a link", () => {
  test("is good for as long as it was asked for, and signed", async () => {
    const url = await linkTo("photos", { key: "2026/a b.jpg" }, { seconds: 900, download: false });
    const { origin, pathname, searchParams } = new URL(url);
    expect(origin + pathname).toBe("https://s3.example.com/photos/2026/a%20b.jpg");
    expect(searchParams.get("X-Amz-Expires")).toBe("900");
    expect(searchParams.has("versionId")).toBe(false);
    expect(searchParams.has("response-content-disposition")).toBe(false);
    expect(carriedSignature({ method: "GET", url })).toBe(await signatureOf({ method: "GET", url }, SESSION.secretAccessKey));
  });

  test("leads to a version where one was asked for", async () => {
    const url = await linkTo("b", { key: "k", versionId: "v+1" }, { seconds: 60, download: false });
    expect(new URL(url).searchParams.get("versionId")).toBe("v+1");
  });

  test("is none for a key that browsers cannot address", () => {
    expect(() => linkTo("b", { key: "a/../b" }, { seconds: 60, download: false })).toThrow(UnaddressableError);
  });
});

describe("a download", () => {
  test.each([
    ["x/report.pdf", `attachment; filename="report.pdf"; filename*=UTF-8''report.pdf`],
    ["Übersicht 2026.pdf", `attachment; filename="_bersicht 2026.pdf"; filename*=UTF-8''%C3%9Cbersicht%202026.pdf`],
    ['a"b\\c%d', `attachment; filename="a_b_c_d"; filename*=UTF-8''a%22b%5Cc%25d`],
    ["it's (1)*.txt", `attachment; filename="it's (1)*.txt"; filename*=UTF-8''it%27s%20%281%29%2A.txt`],
    ["a\r\nSet-Cookie: x", `attachment; filename="a__Set-Cookie: x"; filename*=UTF-8''a__Set-Cookie%3A%20x`],
  ])("of %j is kept under its name", async (key, disposition) => {
    expect(await dispositionOf(key)).toBe(disposition);
  });

  test("is the browser's own: it follows a link for six hours that this page does not hold", async () => {
    const clicked: HTMLAnchorElement[] = [];
    const create = document.createElement.bind(document);
    vi.spyOn(document, "createElement").mockImplementation((name: string) => {
      const element = create(name) as HTMLAnchorElement;
      element.click = () => clicked.push(element);
      return element;
    });
    await download("b", { key: "x/a.txt" });
    const [link] = clicked;
    expect(link?.download).toBe("a.txt");
    expect(new URL(link!.href).searchParams.get("X-Amz-Expires")).toBe("21600");
    expect(link?.isConnected).toBe(false);
  });
});

test("what is shown on the page is taken for the type that was found safe", async () => {
  const { searchParams } = new URL(await shownAt("b", { key: "k" }, "image/png"));
  expect(searchParams.get("response-content-type")).toBe("image/png");
  expect(searchParams.get("X-Amz-Expires")).toBe("21600");
});

test("the address of an object is told where it is good without keys, and only there", async () => {
  const asked = await withEndpoint(({ url }) => new Response(null, { status: url.pathname.startsWith("/open/") ? 200 : 403 }));
  expect(await openAddress("open", { key: "a b.txt" })).toBe("https://s3.example.com/open/a%20b.txt");
  expect(await openAddress("closed", { key: "a b.txt" })).toBeNull();
  expect(asked.every(({ method, headers }) => method === "HEAD" && !headers.has("authorization"))).toBe(true);
});
