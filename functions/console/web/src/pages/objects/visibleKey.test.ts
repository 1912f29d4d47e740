import { expect, test } from "vitest";
import { visibleKey } from "./KeyText";

test.each([
  ["a family", "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}.png"],
  ["a cook with a tone of skin", "\u{1f469}\u{1f3fd}\u200d\u{1f373}.png"],
  ["a flag of a rainbow", "\u{1f3f3}\ufe0f\u200d\u{1f308}"],
  ["a Persian word with a half-space", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"],
  ["a Hindi conjunct", "\u0915\u094d\u200d\u0937"],
])("%s is shown as it is", (_, name) => {
  expect(visibleKey(name)).toBe(name);
});

test.each([
  ["pay\u200dpal", "pay\ufffdpal"],
  ["\u200c.txt", "\ufffd.txt"],
  ["\u{1f468}\u200d.txt", "\u{1f468}\ufffd.txt"],
  ["exe\u202egpj", "exe\ufffdgpj"],
  ["a\u200bb\u200fc", "a\ufffdb\ufffdc"],
  ["tab\there\u007f", "tab\u2409here\u2421"],
])("what would hide in %j is shown", (name, shown) => {
  expect(visibleKey(name)).toBe(shown);
});
