import { expect, test } from "vitest";
import { formatBytes, formatCount, formatDate, formatNumber, formatTime } from "./format";

test.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [2, "2 bytes"],
  [1_023, "1,023 bytes"],
  [1_024, "1 KB"],
  [1_536, "1.5 KB"],
  [4.5 * 1024 ** 2, "4.5 MB"],
  [1024 ** 3, "1 GB"],
  [5 * 1024 ** 4, "5 TB"],
  [1024 ** 5, "1 PB"],
  [1024 ** 6, "1,024 PB"],
])("%d bytes are shown as %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [1024 ** 2 - 1, "1 MB"],
  [1024 ** 4 - 1, "1 TB"],
  [1023.9 * 1024, "1,023.9 KB"],
])("%d bytes are not rounded up to 1,024 of a unit: %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test("less than a byte, as speeds may be, is shown in bytes", () => {
  expect(formatBytes(0.25)).toBe("0.3 bytes");
});

test("what is counted is one or many", () => {
  expect(formatCount(0, "object")).toBe("0 objects");
  expect(formatCount(1, "object")).toBe("1 object");
  expect(formatCount(2_000, "entry", "entries")).toBe("2,000 entries");
  expect(formatNumber(1_234_567.89)).toBe("1,234,567.9");
});

test("days and times are shown in English, where somebody is", () => {
  const time = new Date("2026-11-21T15:04:05Z");
  expect(formatDate(time)).toBe("Nov 21, 2026");
  expect(formatTime(time)).toMatch(/^Nov 21, 2026, 3:04\sPM$/);
});
