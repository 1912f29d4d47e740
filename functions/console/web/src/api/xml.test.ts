import "../testing/browser";
import { describe, expect, test } from "vitest";
import { childOf, childrenOf, fitsXml, indentXml, parseXml, s3Document, textOf } from "./xml";

describe("reading", () => {
  test("finds elements by their names, whatever their namespace", () => {
    const root = parseXml('<List xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Key>a</Key><x:Key xmlns:x="urn:x">b</x:Key></List>');
    expect(childrenOf(root, "Key").map((key) => key.textContent)).toEqual(["a", "b"]);
  });

  test("follows a path of names, through the first of each", () => {
    const root = parseXml("<A><B><C>1</C></B><B><C>2</C></B></A>");
    expect(textOf(root, "B", "C")).toBe("1");
    expect(childOf(root, "B", "C")?.localName).toBe("C");
  });

  test("answers nothing for what is not there", () => {
    const root = parseXml("<A/>");
    expect(childOf(root, "B", "C")).toBeUndefined();
    expect(textOf(root, "B")).toBe("");
    expect(textOf(undefined, "B")).toBe("");
    expect(childrenOf(undefined, "B")).toEqual([]);
  });

  test("sees children alone, not what is deeper", () => {
    expect(childrenOf(parseXml("<A><B><Key>x</Key></B></A>"), "Key")).toEqual([]);
  });

  test.each(["", "no XML", "<A><B></A>", "<A/><B/>", "<A>&nbsp;</A>"])(
    "says what is wrong with %j, without the browser's phrases",
    (text) => {
      expect(() => parseXml(text)).toThrow(SyntaxError);
      expect(() => parseXml(text)).toThrow(/^Not well-formed XML: error on line 1 at column \d+: /);
    },
  );
});

describe("writing", () => {
  test("makes a document for S3 on one line", () => {
    expect(
      s3Document("Delete", [
        ["Object", [["Key", "a"]]],
        ["Quiet", true],
        ["Count", 2],
      ]),
    ).toBe(
      '<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Object><Key>a</Key></Object><Quiet>true</Quiet><Count>2</Count></Delete>',
    );
  });

  test.each(["<&>\"'", "a\rb\r\nc\nd\te", " spaces ", "]]>", "ü日本🗻", "&amp;"])("keeps the text %j to the letter", (text) => {
    expect(textOf(parseXml(s3Document("A", [["B", text]])), "B")).toBe(text);
  });

  test.each([
    ["\u0000", false],
    ["\u0008", false],
    ["\u000b", false],
    ["\u001f", false],
    ["\ufffe", false],
    ["\uffff", false],
    ["\t\n\r", true],
    ["\u007f", true],
    ["🗻", true],
    ["", true],
  ])("knows whether XML can hold %j", (text, fits) => {
    expect(fitsXml(`a${text}b`)).toBe(fits);
  });
});

test("a document is indented for people, with its namespace, and means the same", () => {
  const text = '<A xmlns="urn:a"><B><C>1 &lt; 2</C><D/></B><B>x</B></A>';
  const indented = indentXml(parseXml(text));
  expect(indented).toBe('<A xmlns="urn:a">\n  <B>\n    <C>1 &lt; 2</C>\n    <D></D>\n  </B>\n  <B>x</B>\n</A>');
  expect(textOf(parseXml(indented), "B", "C")).toBe("1 < 2");
});
