import { bucketPath, call, objectPath, upload } from "../client";
import { childrenOf, parseXml, s3Document, textOf } from "../xml";
import { decodeKey } from "./listings";
import { resultOf, copySource, type Source } from "./objects";

export interface UploadId {
  readonly key: string;
  readonly uploadId: string;
  /** Another than S3's usual address. */
  readonly endpoint?: string;
}

export interface UploadInProgress extends UploadId {
  readonly initiated: Date;
}

export interface UploadPage {
  readonly uploads: readonly UploadInProgress[];
  readonly next: UploadId | undefined;
}

export interface Part {
  readonly number: number;
  readonly etag: string;
}

export interface StoredPart extends Part {
  readonly size: number;
}

/** @param headers the object's own, such as `content-type` and `x-amz-meta-color` */
export async function createMultipartUpload(
  bucket: string,
  key: string,
  headers: Readonly<Record<string, string | undefined>> = {},
  signal?: AbortSignal,
  endpoint?: string,
): Promise<string> {
  const response = await call({ method: "POST", path: objectPath(bucket, key), query: { uploads: "" }, headers, signal, endpoint });
  return textOf(parseXml(await response.text()), "UploadId");
}

/** Answers the part's ETag. @param onProgress is told the bytes that have left so far */
export async function uploadPart(
  bucket: string,
  { key, uploadId, endpoint }: UploadId,
  partNumber: number,
  body: Blob,
  onProgress: (sent: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  const { header } = await upload({
    method: "PUT",
    path: objectPath(bucket, key),
    query: { partNumber, uploadId },
    body,
    onProgress,
    signal,
    endpoint,
  });
  return header("etag") ?? "";
}

/** Copies a range of an object into a part, and answers the part's ETag. @param headers such as `x-amz-copy-source-if-match` */
export async function uploadPartCopy(
  bucket: string,
  { key, uploadId }: UploadId,
  partNumber: number,
  from: Source,
  range: string,
  headers: Readonly<Record<string, string | undefined>>,
  signal?: AbortSignal,
): Promise<string> {
  const response = await call({
    method: "PUT",
    path: objectPath(bucket, key),
    query: { partNumber, uploadId },
    headers: { ...headers, "x-amz-copy-source": copySource(from), "x-amz-copy-source-range": range },
    signal,
  });
  return textOf(resultOf(await response.text()), "ETag");
}

/** What has arrived of an upload, in the order of its numbers: all pages. */
export async function listParts(bucket: string, { key, uploadId, endpoint }: UploadId, signal?: AbortSignal): Promise<StoredPart[]> {
  const parts: StoredPart[] = [];
  let marker: string | undefined;
  do {
    const query = { uploadId, "part-number-marker": marker };
    const root = parseXml(await (await call({ method: "GET", path: objectPath(bucket, key), query, signal, endpoint })).text());
    for (const part of childrenOf(root, "Part")) {
      parts.push({ number: Number(textOf(part, "PartNumber")), etag: textOf(part, "ETag"), size: Number(textOf(part, "Size")) });
    }
    marker = textOf(root, "IsTruncated") === "true" ? textOf(root, "NextPartNumberMarker") : undefined;
  } while (marker);
  return parts;
}

/** @param parts in the order of their numbers @param headers such as `if-none-match` */
export async function completeMultipartUpload(
  bucket: string,
  { key, uploadId, endpoint }: UploadId,
  parts: readonly Part[],
  signal?: AbortSignal,
  headers: Readonly<Record<string, string | undefined>> = {},
): Promise<void> {
  const body = s3Document(
    "CompleteMultipartUpload",
    parts.map(
      (part) =>
        [
          "Part",
          [
            ["PartNumber", part.number],
            ["ETag", part.etag],
          ],
        ] as const,
    ),
  );
  const response = await call({ method: "POST", path: objectPath(bucket, key), query: { uploadId }, headers, body, signal, endpoint });
  // It may fail after its 200 was sent (S3 API Reference, CompleteMultipartUpload).
  resultOf(await response.text());
}

export async function abortMultipartUpload(bucket: string, { key, uploadId, endpoint }: UploadId, signal?: AbortSignal): Promise<void> {
  await call({ method: "DELETE", path: objectPath(bucket, key), query: { uploadId }, signal, endpoint });
}

/** A page of up to 1,000 uploads in progress. */
export async function listMultipartUploads(bucket: string, after?: UploadId, signal?: AbortSignal): Promise<UploadPage> {
  const response = await call({
    method: "GET",
    path: bucketPath(bucket),
    query: { uploads: "", "encoding-type": "url", "key-marker": after?.key, "upload-id-marker": after?.uploadId },
    signal,
  });
  const root = parseXml(await response.text());
  return {
    uploads: childrenOf(root, "Upload").map((one) => ({
      key: decodeKey(textOf(one, "Key")),
      uploadId: textOf(one, "UploadId"),
      initiated: new Date(textOf(one, "Initiated")),
    })),
    next:
      textOf(root, "IsTruncated") === "true"
        ? { key: decodeKey(textOf(root, "NextKeyMarker")), uploadId: textOf(root, "NextUploadIdMarker") }
        : undefined,
  };
}
