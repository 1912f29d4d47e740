/** How an object can be shown without running anything that is in it. */
export type PreviewKind = "image" | "video" | "audio" | "pdf" | "markdown" | "csv" | "text" | "none";

export interface Preview {
  readonly kind: PreviewKind;
  /** What a picture or a film is to be taken for. */
  readonly contentType: string;
}

/** By the ends of names, for objects whose content type says nothing. SVG and HTML can hold scripts: they are shown as text. */
const TYPES = new Map(
  Object.entries({
    avif: "image/avif",
    bmp: "image/bmp",
    gif: "image/gif",
    ico: "image/x-icon",
    jpeg: "image/jpeg",
    jpg: "image/jpeg",
    png: "image/png",
    webp: "image/webp",
    m4v: "video/mp4",
    mov: "video/mp4",
    mp4: "video/mp4",
    ogv: "video/ogg",
    webm: "video/webm",
    flac: "audio/flac",
    m4a: "audio/mp4",
    mp3: "audio/mpeg",
    ogg: "audio/ogg",
    opus: "audio/ogg",
    wav: "audio/wav",
  }),
);

/** Texts that are more than lines, by content type and by the ends of names. */
const STRUCTURED: readonly { readonly kind: PreviewKind; readonly types: readonly string[]; readonly ends: readonly string[] }[] = [
  { kind: "pdf", types: ["application/pdf"], ends: ["pdf"] },
  { kind: "markdown", types: ["text/markdown", "text/x-markdown"], ends: ["md", "markdown"] },
  { kind: "csv", types: ["text/csv", "text/tab-separated-values"], ends: ["csv", "tsv"] },
];

/** What clients call such texts that know no better: Windows takes CSV for a spreadsheet. */
const PLAIN = new Set(["text/plain", "application/vnd.ms-excel"]);

const TEXTUAL = /^text\/|^application\/(.*\+)?(json|xml|javascript|ecmascript|yaml|x-yaml|toml|sql|x-sh|x-ndjson)\b|^image\/svg\+xml/;
const TEXTUAL_NAMES = /(^|\/)(Dockerfile|LICENSE|Makefile|README)$/;
const TEXTUAL_ENDS = new Set(
  [
    "bash c cc cfg conf cpp cs css diff env go gradle h hpp htm html ini java js json jsonl jsx kt log lua mjs patch php pl",
    "properties proto py rb rs scala sh sql svg swift tex tf toml ts tsx txt vue xml yaml yml",
  ].flatMap((line) => line.split(" ")),
);
const UNTOLD = new Set(["", "application/octet-stream", "binary/octet-stream"]);

export function previewOf(key: string, storedType: string): Preview {
  const stored = storedType.split(";", 1)[0]!.trim().toLowerCase();
  const end = /\.([a-z0-9]+)$/i.exec(key)?.[1]?.toLowerCase() ?? "";
  const contentType = UNTOLD.has(stored) ? (TYPES.get(end) ?? "") : stored;
  const named = contentType === "" || PLAIN.has(contentType);
  const structured = STRUCTURED.find(
    ({ types, ends }) =>
      types.includes(contentType) || (named && ends.includes(end) && (contentType === "" || types[0]!.startsWith("text/"))),
  );
  if (structured) {
    return { kind: structured.kind, contentType: structured.types[0]! };
  }
  if (TEXTUAL.test(contentType) || (contentType === "" && (TEXTUAL_ENDS.has(end) || TEXTUAL_NAMES.test(key)))) {
    return { kind: "text", contentType };
  }
  const [family] = contentType.split("/", 1);
  return family === "image" || family === "video" || family === "audio" ? { kind: family, contentType } : { kind: "none", contentType };
}

/** Larger pictures have no thumbnail: the whole picture would have to be loaded for it. */
const THUMBNAIL_BYTES = 512 * 1_024;

/** What the thumbnail of a listed object is to be taken for; lists say nothing of content types. Undefined if it has none. */
export function thumbnailType(key: string, bytes: number): string | undefined {
  const { kind, contentType } = previewOf(key, "");
  return kind === "image" && bytes > 0 && bytes <= THUMBNAIL_BYTES ? contentType : undefined;
}
