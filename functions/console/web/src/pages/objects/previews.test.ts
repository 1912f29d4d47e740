import { describe, expect, test } from "vitest";
import { previewOf, thumbnailType, type PreviewKind } from "./previews";

describe("a preview goes by the content type that is stored", () => {
  test.each<[string, PreviewKind]>([
    ["image/png", "image"],
    ["IMAGE/PNG; q=1", "image"],
    ["video/mp4", "video"],
    ["audio/mpeg", "audio"],
    ["text/plain", "text"],
    ["text/plain; charset=utf-8", "text"],
    ["application/json", "text"],
    ["application/ld+json", "text"],
    ["application/yaml", "text"],
    ["application/pdf", "pdf"],
    ["text/markdown; charset=utf-8", "markdown"],
    ["text/csv", "csv"],
    ["application/zip", "none"],
    ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "none"],
    ["font/woff2", "none"],
    ["nonsense", "none"],
  ])("%s as %s", (type, kind) => {
    expect(previewOf("a.bin", type).kind).toBe(kind);
  });

  test("also where the name says something else", () => {
    expect(previewOf("a.png", "text/plain").kind).toBe("text");
    expect(previewOf("a.txt", "application/zip").kind).toBe("none");
    expect(previewOf("a.pdf", "text/plain").kind).toBe("text");
  });

  test("except that what is called plain text, or a spreadsheet, may be more by its name", () => {
    expect(previewOf("README.md", "text/plain").kind).toBe("markdown");
    expect(previewOf("a.csv", "application/vnd.ms-excel").kind).toBe("csv");
    expect(previewOf("a.xls", "application/vnd.ms-excel").kind).toBe("none");
  });
});

describe("what can hold scripts is shown as text:", () => {
  test.each([
    ["a.svg", "image/svg+xml"],
    ["a.svg", ""],
    ["a.html", "text/html"],
    ["a.html", ""],
    ["a", "application/xhtml+xml"],
    ["a.xml", "text/xml"],
  ])("%s of type %j", (key, type) => {
    expect(previewOf(key, type).kind).toBe("text");
  });
});

describe("a preview goes by the end of the name where the content type says nothing", () => {
  test.each<[string, PreviewKind, string]>([
    ["x/a.JPG", "image", "image/jpeg"],
    ["a.tar.webp", "image", "image/webp"],
    ["a.mov", "video", "video/mp4"],
    ["a.opus", "audio", "audio/ogg"],
    ["a.pdf", "pdf", "application/pdf"],
    ["README.md", "markdown", "text/markdown"],
    ["a.tsv", "csv", "text/csv"],
    ["a.rs", "text", ""],
    ["x/Dockerfile", "text", ""],
    ["LICENSE", "text", ""],
    ["myLICENSE", "none", ""],
    ["a.exe", "none", ""],
    ["png", "none", ""],
    ["a.png/b", "none", ""],
    ["", "none", ""],
    ["a.constructor", "none", ""],
  ])("%s as %s", (key, kind, contentType) => {
    for (const type of ["", "application/octet-stream", "binary/octet-stream"]) {
      expect(previewOf(key, type)).toEqual({ kind, contentType });
    }
  });
});

test("small pictures have thumbnails, and nothing else has", () => {
  expect(thumbnailType("a.PNG", 1_000)).toBe("image/png");
  expect(thumbnailType("a.png", 0)).toBeUndefined();
  expect(thumbnailType("a.png", 512 * 1_024)).toBe("image/png");
  expect(thumbnailType("a.png", 512 * 1_024 + 1)).toBeUndefined();
  expect(thumbnailType("a.svg", 1_000)).toBeUndefined();
  expect(thumbnailType("a.mp4", 1_000)).toBeUndefined();
});
