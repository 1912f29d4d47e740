import "../../../testing/browser";
import { h, render } from "preact";
import { expect, test } from "vitest";
import { renderMarkdown } from "./markdown";

function shown(text: string): HTMLElement {
  const place = document.createElement("div");
  render(h("div", null, renderMarkdown(text)), place);
  return place.firstElementChild as HTMLElement;
}

test("texts look as they are meant to", () => {
  expect(shown("# Title\n\nSome *text* & `code`.\n\n1. one\n2. two").innerHTML).toBe(
    '<h3>Title</h3><p>Some <em>text</em> &amp; <code>code</code>.</p><ol start="1"><li>one</li><li>two</li></ol>',
  );
  expect(shown("| a | b |\n|---|---|\n| 1 | **2** |").innerHTML).toContain("<td><strong>2</strong></td>");
  expect(shown("* [x] done\n* [ ] open").querySelectorAll("li input[type=checkbox]")).toHaveLength(2);
});

test.each([
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "text <b onclick=alert(1)>bold</b>",
  "<svg><a href='javascript:alert(1)'>x</a></svg>",
])("HTML in it is shown and is not run: %s", (text) => {
  const place = shown(text);
  expect(place.querySelector("script, img, b, svg, a")).toBeNull();
  expect(place.textContent).toContain("alert(1)");
});

test.each(["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "#/keys", "/elsewhere"])(
  "a link to %s leads nowhere",
  (href) => {
    expect(shown(`[text](${href})`).innerHTML).toBe("<p><span>text</span></p>");
  },
);

test("links to the web open beside the console, and pictures are not fetched", () => {
  const link = shown("[text](https://example.com/)").querySelector("a");
  expect(link?.getAttribute("href")).toBe("https://example.com/");
  expect(link?.getAttribute("rel")).toBe("noopener noreferrer nofollow");
  expect(shown("![alt](https://example.com/x.png)").innerHTML).toBe("<p><em>[alt]</em></p>");
});
