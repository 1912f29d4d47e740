import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  getObjectTagging,
  headObject,
  uploadPartCopy,
  type ObjectHead,
  type Part,
  type Source,
  type Tag,
} from "../../api/s3";
import type { Lanes } from "../../upload/Lanes";
import { planOf, sizeOfPart } from "../../upload/partPlan";
import { persistently } from "../../upload/retry";
import { together } from "../../upload/together";

/** Parts at once. */
const WORKERS = 3;

/** Large enough that a part is worth its request, small enough that it is done before anything gives up waiting. */
const SMALLEST_PART = 512 * 1024 ** 2;

/**
 * Copies what is too large for CopyObject, with the metadata and tags that CopyObject would take along.
 *
 * @param ifNoneMatch `*` where nothing may be replaced
 */
export async function copyInParts(
  from: Source,
  to: Source,
  ifNoneMatch: string | undefined,
  lanes: Lanes,
  onBytes: (count: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const steadily = <T>(work: () => Promise<T>, unlessBroken = signal) => persistently(lanes, work, unlessBroken, () => undefined);
  const head = await steadily(() => headObject(from.bucket, from, signal));
  const tags = head.tags > 0 ? await steadily(() => getObjectTagging(from.bucket, from, signal)) : [];
  const uploadId = await steadily(() => createMultipartUpload(to.bucket, to.key, headersOf(head, tags), signal));
  const id = { key: to.key, uploadId };
  try {
    const plan = planOf(head.size, SMALLEST_PART);
    const parts: Part[] = [];
    const numbers = Array.from({ length: plan.count }, (_, at) => at + 1);
    const unchanged = { "x-amz-copy-source-if-match": head.etag };
    const copyPart = async (number: number, unlessBroken: AbortSignal) => {
      const start = (number - 1) * plan.partSize;
      const size = sizeOfPart(plan, number);
      const range = `bytes=${start}-${start + size - 1}`;
      const send = () => uploadPartCopy(to.bucket, id, number, from, range, unchanged, unlessBroken);
      parts.push({ number, etag: await steadily(send, unlessBroken) });
      onBytes(size);
    };
    await together(numbers, WORKERS, copyPart, signal);
    parts.sort((one, other) => one.number - other.number);
    await steadily(() => completeMultipartUpload(to.bucket, id, parts, signal, { "if-none-match": ifNoneMatch }));
  } catch (error) {
    // If this fails too, the endpoint aborts the upload after some days.
    await abortMultipartUpload(to.bucket, id).catch(() => undefined);
    throw error;
  }
}

function headersOf(head: ObjectHead, tags: readonly Tag[]): Record<string, string | undefined> {
  return {
    ...head.system,
    ...Object.fromEntries(Object.entries(head.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
    "content-type": head.contentType || undefined,
    "x-amz-storage-class": head.storageClass,
    "x-amz-server-side-encryption": head.encryption || undefined,
    "x-amz-tagging": tags.length === 0 ? undefined : String(new URLSearchParams(tags.map(({ key, value }) => [key, value]))),
  };
}
