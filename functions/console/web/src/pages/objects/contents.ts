import { listObjectsV2, type ObjectSummary } from "../../api/s3";
import type { ObjectRow, Row } from "./rows";

/** S3 lists no more in one request, and deletes no more. */
export const TOGETHER = 1_000;

export interface Item {
  readonly key: string;
  readonly size: number;
  /** Unknown of what was uploaded since the list was loaded. */
  readonly etag?: string;
}

/** What somebody chose: objects, and everything whose key begins with one of the prefixes. */
export interface Contents {
  readonly bucket: string;
  readonly objects: readonly Item[];
  readonly prefixes: readonly string[];
}

/** Of rows that were chosen, those that are more than a delete marker. */
export function contentsOf(bucket: string, rows: readonly Row[]): Contents {
  return {
    bucket,
    objects: rows.filter((row) => row.kind === "object" && !row.deleted) as ObjectRow[],
    prefixes: rows.filter((row) => row.kind === "folder").map(({ key }) => key),
  };
}

export interface Measure {
  readonly objects: number;
  readonly bytes: number;
}

/** How much it is; the answer so far is told after every 1,000. */
export async function measure(contents: Contents, onProgress: (measure: Measure) => void, signal: AbortSignal): Promise<Measure> {
  let [objects, bytes] = [0, 0];
  for await (const items of pagesOf(contents, signal)) {
    objects += items.length;
    bytes += items.reduce((sum, { size }) => sum + size, 0);
    onProgress({ objects, bytes });
  }
  return { objects, bytes };
}

/** All of it, a page at a time: the objects first, then what is below each prefix. */
export async function* pagesOf({ bucket, objects, prefixes }: Contents, signal: AbortSignal): AsyncGenerator<readonly Item[]> {
  if (objects.length > 0) {
    yield objects;
  }
  for (const prefix of prefixes) {
    yield* pagesBelow(bucket, prefix, signal);
  }
}

/** What a prefix holds, in pages that are not empty. */
export async function* pagesBelow(bucket: string, prefix: string, signal: AbortSignal): AsyncGenerator<readonly ObjectSummary[]> {
  let token: string | undefined;
  do {
    const page = await listObjectsV2(bucket, { prefix, token, limit: TOGETHER, signal });
    if (page.objects.length > 0) {
      yield page.objects;
    }
    token = page.next;
  } while (token);
}
