import { deleteObjects, type DeleteFailure } from "../../api/s3";
import { pagesBelow, TOGETHER } from "./contents";

/** What somebody wants gone: objects, and everything whose key begins with one of the prefixes. */
export interface Doomed {
  readonly bucket: string;
  readonly keys: readonly string[];
  readonly prefixes: readonly string[];
}

/** How many objects there are; the answer so far is told after every 1,000. */
export async function count(
  { bucket, keys, prefixes }: Doomed,
  onProgress: (objects: number) => void,
  signal: AbortSignal,
): Promise<number> {
  let objects = keys.length;
  for (const prefix of prefixes) {
    for await (const found of pagesBelow(bucket, prefix, signal)) {
      objects += found.length;
      onProgress(objects);
    }
  }
  return objects;
}

/**
 * Deletes them, 1,000 at a time. What was deleted before it is stopped stays deleted.
 *
 * @param onProgress how many were deleted so far
 * @returns those that could not be deleted
 */
export async function deleteAll(
  { bucket, keys, prefixes }: Doomed,
  onProgress: (deleted: number) => void,
  signal: AbortSignal,
): Promise<DeleteFailure[]> {
  const failures: DeleteFailure[] = [];
  let deleted = 0;
  const remove = async (some: readonly string[]) => {
    const failed = await deleteObjects(
      bucket,
      some.map((key) => ({ key })),
      signal,
    );
    failures.push(...failed);
    deleted += some.length - failed.length;
    onProgress(deleted);
  };

  for (let at = 0; at < keys.length; at += TOGETHER) {
    await remove(keys.slice(at, at + TOGETHER));
  }
  for (const prefix of prefixes) {
    for await (const found of pagesBelow(bucket, prefix, signal)) {
      await remove(found.map(({ key }) => key));
    }
  }
  return failures;
}
