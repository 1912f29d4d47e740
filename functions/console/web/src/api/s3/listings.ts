import { bucketPath, call } from "../client";
import { childrenOf, parseXml, textOf } from "../xml";

export interface ObjectSummary {
  readonly key: string;
  readonly size: number;
  readonly modified: Date;
  readonly etag: string;
  readonly storageClass: string;
}

export interface ObjectPage {
  readonly objects: readonly ObjectSummary[];
  /** What the delimiter folded: each begins with the prefix and ends with the delimiter. */
  readonly prefixes: readonly string[];
  /** Asks for the next page; undefined on the last. */
  readonly next: string | undefined;
}

export interface ListOptions {
  readonly prefix?: string;
  readonly delimiter?: string;
  readonly startAfter?: string;
  readonly token?: string;
  /** 1 to 1,000, which is what none means. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

export interface Version extends ObjectSummary {
  /** `null` is the version of writes from before versioning. */
  readonly versionId: string;
  readonly latest: boolean;
  /** A delete marker has no bytes, and no ETag. */
  readonly deleteMarker: boolean;
}

export interface VersionMarkers {
  readonly key: string;
  readonly versionId: string;
}

export interface VersionPage {
  readonly versions: readonly Version[];
  readonly prefixes: readonly string[];
  readonly next: VersionMarkers | undefined;
}

export interface ListVersionsOptions {
  readonly prefix?: string;
  readonly delimiter?: string;
  readonly after?: VersionMarkers;
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

/** Keys come percent-encoded (encoding-type=url), since XML cannot hold all of them. */
export function decodeKey(encoded: string): string {
  return decodeURIComponent(encoded.replaceAll("+", " "));
}

export async function listObjectsV2(bucket: string, options: ListOptions = {}): Promise<ObjectPage> {
  const response = await call({
    method: "GET",
    path: bucketPath(bucket),
    query: {
      "list-type": 2,
      "encoding-type": "url",
      prefix: options.prefix || undefined,
      delimiter: options.delimiter,
      "start-after": options.startAfter,
      "continuation-token": options.token,
      "max-keys": options.limit,
    },
    signal: options.signal,
  });
  const root = parseXml(await response.text());
  return {
    objects: childrenOf(root, "Contents").map(summaryOf),
    prefixes: prefixesOf(root),
    next: textOf(root, "NextContinuationToken") || undefined,
  };
}

/** Versions and delete markers, of each key the newest first. */
export async function listObjectVersions(bucket: string, options: ListVersionsOptions = {}): Promise<VersionPage> {
  const response = await call({
    method: "GET",
    path: bucketPath(bucket),
    query: {
      versions: "",
      "encoding-type": "url",
      prefix: options.prefix || undefined,
      delimiter: options.delimiter,
      "key-marker": options.after?.key,
      "version-id-marker": options.after?.versionId || undefined,
      "max-keys": options.limit,
    },
    signal: options.signal,
  });
  const root = parseXml(await response.text());
  return {
    versions: [...root.children].filter((child) => child.localName === "Version" || child.localName === "DeleteMarker").map(versionOf),
    prefixes: prefixesOf(root),
    next:
      textOf(root, "IsTruncated") === "true"
        ? { key: decodeKey(textOf(root, "NextKeyMarker")), versionId: textOf(root, "NextVersionIdMarker") }
        : undefined,
  };
}

function prefixesOf(root: Element): string[] {
  return childrenOf(root, "CommonPrefixes").map((prefix) => decodeKey(textOf(prefix, "Prefix")));
}

function summaryOf(element: Element): ObjectSummary {
  return {
    key: decodeKey(textOf(element, "Key")),
    size: Number(textOf(element, "Size")),
    modified: new Date(textOf(element, "LastModified")),
    etag: textOf(element, "ETag"),
    storageClass: textOf(element, "StorageClass"),
  };
}

function versionOf(element: Element): Version {
  return {
    ...summaryOf(element),
    versionId: textOf(element, "VersionId"),
    latest: textOf(element, "IsLatest") === "true",
    deleteMarker: element.localName === "DeleteMarker",
  };
}
