import { bucketPath, call, objectPath, upload } from "../client";
import { base64Sha256 } from "../digest";
import { ServiceError, UnaddressableError } from "../errors";
import { childrenOf, fitsXml, parseXml, s3Document, textOf } from "../xml";
import type { XmlNode } from "../xml";

export interface ObjectId {
  readonly key: string;
  readonly versionId?: string;
}

export interface ObjectHead {
  readonly size: number;
  readonly modified: Date;
  readonly etag: string;
  readonly contentType: string;
  readonly versionId: string;
  readonly encryption: string;
  readonly storageClass: string;
  /** How many tags it has. */
  readonly tags: number;
  /** By algorithm, such as `crc64nvme`, in Base64. */
  readonly checksums: Readonly<Record<string, string>>;
  /** COMPOSITE if the checksum is that of the parts' checksums, else FULL_OBJECT; empty if there is none. */
  readonly checksumType: string;
  /**
   * The system metadata that is set: cache-control, content-disposition, content-encoding, content-language, expires,
   * x-amz-website-redirect-location.
   */
  readonly system: Readonly<Record<string, string>>;
  /** User metadata without its `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface DeleteFailure extends ObjectId {
  readonly code: string;
  readonly message: string;
}

export interface PutOptions {
  readonly contentType?: string;
  /** Further headers, such as `cache-control` or `x-amz-meta-color`. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly onProgress?: (sent: number) => void;
  readonly signal?: AbortSignal;
  /** Another than S3's usual address. */
  readonly endpoint?: string;
}

export interface Written {
  readonly etag: string;
  readonly versionId: string;
}

const SYSTEM = [
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "expires",
  "x-amz-website-redirect-location",
];
const CHECKSUMS = ["crc32", "crc32c", "crc64nvme", "sha1", "sha256", "sha512", "md5", "xxhash64", "xxhash3", "xxhash128"];
const USER = "x-amz-meta-";

export async function headObject(bucket: string, { key, versionId }: ObjectId, signal?: AbortSignal): Promise<ObjectHead> {
  const { headers } = await call({
    method: "HEAD",
    path: objectPath(bucket, key),
    query: { versionId },
    headers: { "x-amz-checksum-mode": "ENABLED" },
    signal,
  });
  const named = (name: string) => headers.get(name) ?? "";
  const present = (names: readonly string[], prefix = "") =>
    Object.fromEntries(names.filter((name) => headers.has(prefix + name)).map((name) => [name, named(prefix + name)]));
  return {
    size: Number(named("content-length")),
    modified: new Date(named("last-modified")),
    etag: named("etag"),
    contentType: named("content-type"),
    versionId: named("x-amz-version-id"),
    encryption: named("x-amz-server-side-encryption"),
    storageClass: named("x-amz-storage-class") || "STANDARD",
    tags: Number(named("x-amz-tagging-count")),
    checksums: present(CHECKSUMS, "x-amz-checksum-"),
    checksumType: named("x-amz-checksum-type"),
    system: present(SYSTEM),
    metadata: Object.fromEntries(
      [...headers].filter(([name]) => name.startsWith(USER)).map(([name, value]) => [name.slice(USER.length), value]),
    ),
  };
}

export interface GetOptions {
  /** Such as `bytes=0-65535`. */
  readonly range?: string;
  /** An ETag: nothing is answered of an object that is another by now. */
  readonly ifMatch?: string;
  /** The bytes as they are stored: browsers would decode what has a content encoding. */
  readonly asStored?: boolean;
  readonly signal?: AbortSignal;
  /** Another than S3's usual address. */
  readonly endpoint?: string;
}

export async function getObject(bucket: string, { key, versionId }: ObjectId, options: GetOptions = {}): Promise<Response> {
  return call({
    method: "GET",
    path: objectPath(bucket, key),
    query: { versionId, "response-content-encoding": options.asStored ? "identity" : undefined },
    headers: { range: options.range, "if-match": options.ifMatch },
    signal: options.signal,
    endpoint: options.endpoint,
  });
}

export async function putObject(bucket: string, key: string, body: Blob, options: PutOptions = {}): Promise<Written> {
  const { header } = await upload({
    method: "PUT",
    path: objectPath(bucket, key),
    headers: { ...options.headers, "content-type": options.contentType || "application/octet-stream" },
    body,
    onProgress: options.onProgress ?? (() => undefined),
    signal: options.signal,
    endpoint: options.endpoint,
  });
  return { etag: header("etag") ?? "", versionId: header("x-amz-version-id") ?? "" };
}

/** An object, or a version of it, that is copied from. */
export type Source = ObjectId & { readonly bucket: string };

/** @param headers such as `x-amz-metadata-directive` and what goes with it */
export async function copyObject(
  from: Source,
  to: Omit<Source, "versionId">,
  headers: Readonly<Record<string, string | undefined>> = {},
  signal?: AbortSignal,
): Promise<void> {
  const response = await call({
    method: "PUT",
    path: objectPath(to.bucket, to.key),
    headers: { ...headers, "x-amz-copy-source": copySource(from) },
    signal,
  });
  // A copy may fail after its 200 was sent (S3 API Reference, CopyObject).
  resultOf(await response.text());
}

/** The value of x-amz-copy-source. */
export function copySource({ bucket, key, versionId }: Source): string {
  return objectPath(bucket, key) + (versionId ? `?versionId=${encodeURIComponent(versionId)}` : "");
}

/** The document of an answer that may be an error although its status is 200. @throws ServiceError if it is */
export function resultOf(document: string): Element {
  const root = parseXml(document.trim());
  if (root.localName === "Error") {
    throw new ServiceError(500, textOf(root, "Code"), textOf(root, "Message"), textOf(root, "RequestId"));
  }
  return root;
}

/** @param ifMatch an ETag: an object that is another by now stays */
export async function deleteObject(bucket: string, { key, versionId }: ObjectId, signal?: AbortSignal, ifMatch?: string): Promise<void> {
  await call({ method: "DELETE", path: objectPath(bucket, key), query: { versionId }, headers: { "if-match": ifMatch }, signal });
}

/**
 * Deletes up to 1,000 objects or versions; answers those that could not be. Keys that XML cannot hold take a request each.
 */
export async function deleteObjects(bucket: string, objects: readonly ObjectId[], signal?: AbortSignal): Promise<DeleteFailure[]> {
  const unfit = objects.filter(({ key }) => !fitsXml(key));
  const fit = objects.filter(({ key }) => fitsXml(key));
  const failures = await Promise.all(unfit.map((object) => deleteAlone(bucket, object, signal)));
  if (fit.length > 0) {
    failures.push(await deleteTogether(bucket, fit, signal));
  }
  return failures.flat();
}

async function deleteTogether(bucket: string, objects: readonly ObjectId[], signal?: AbortSignal): Promise<DeleteFailure[]> {
  const named = objects.map<XmlNode>(({ key, versionId }) => [
    "Object",
    versionId === undefined
      ? [["Key", key]]
      : [
          ["Key", key],
          ["VersionId", versionId],
        ],
  ]);
  const body = s3Document("Delete", [...named, ["Quiet", true]]);
  const response = await call({
    method: "POST",
    path: bucketPath(bucket),
    query: { delete: "" },
    headers: { "x-amz-checksum-sha256": await base64Sha256(body) },
    body,
    signal,
  });
  return childrenOf(parseXml(await response.text()), "Error").map((error) => ({
    key: textOf(error, "Key"),
    ...(textOf(error, "VersionId") ? { versionId: textOf(error, "VersionId") } : {}),
    code: textOf(error, "Code"),
    message: textOf(error, "Message"),
  }));
}

async function deleteAlone(bucket: string, object: ObjectId, signal?: AbortSignal): Promise<DeleteFailure[]> {
  try {
    await deleteObject(bucket, object, signal);
    return [];
  } catch (error) {
    if (error instanceof ServiceError || error instanceof UnaddressableError) {
      return [{ ...object, code: error instanceof ServiceError ? error.code : "", message: error.message }];
    }
    throw error;
  }
}
