import { abortMultipartUpload, deleteObjects, listMultipartUploads, listObjectVersions } from "../../api/s3";
import type { DeleteFailure, UploadId, UploadInProgress, VersionMarkers } from "../../api/s3";

/** How far the emptying of a bucket has come. */
export interface Emptied {
  /** Versions and delete markers. */
  readonly versions: number;
  readonly uploads: number;
}

/** Some of what was to be deleted could not be. */
export class NotEmptiedError extends Error {
  constructor(readonly failures: readonly DeleteFailure[]) {
    const [first] = failures;
    super(
      failures.length === 1 && first
        ? `“${first.key}” could not be deleted: ${first.message} (${first.code})`
        : `${failures.length} objects could not be deleted, “${first?.key}” among them: ${first?.message} (${first?.code})`,
    );
  }
}

const ABORTED_TOGETHER = 8;

/**
 * Deletes every version, every delete marker and every upload in progress, 1,000 at a time. What was deleted before it is stopped stays
 * deleted.
 *
 * @throws NotEmptiedError at the end, if something could not be deleted
 */
export async function emptyBucket(bucket: string, onProgress: (emptied: Emptied) => void, signal: AbortSignal): Promise<void> {
  let emptied: Emptied = { versions: 0, uploads: 0 };
  const failures: DeleteFailure[] = [];
  const add = (more: Partial<Emptied>) => {
    emptied = { versions: emptied.versions + (more.versions ?? 0), uploads: emptied.uploads + (more.uploads ?? 0) };
    onProgress(emptied);
  };

  let after: VersionMarkers | undefined;
  do {
    const page = await listObjectVersions(bucket, { after, signal });
    if (page.versions.length > 0) {
      const failed = await deleteObjects(
        bucket,
        page.versions.map(({ key, versionId }) => ({ key, versionId })),
        signal,
      );
      failures.push(...failed);
      add({ versions: page.versions.length - failed.length });
    }
    after = page.next;
  } while (after);

  let afterUpload: UploadId | undefined;
  do {
    const page = await listMultipartUploads(bucket, afterUpload, signal);
    for (let at = 0; at < page.uploads.length; at += ABORTED_TOGETHER) {
      const some: readonly UploadInProgress[] = page.uploads.slice(at, at + ABORTED_TOGETHER);
      await Promise.all(some.map((upload) => abortMultipartUpload(bucket, upload, signal)));
      add({ uploads: some.length });
    }
    afterUpload = page.next;
  } while (afterUpload);

  if (failures.length > 0) {
    throw new NotEmptiedError(failures);
  }
}

/** Whether there is nothing in it that `deleteBucket` would refuse. */
export async function isEmpty(bucket: string, signal: AbortSignal): Promise<boolean> {
  const [versions, uploads] = await Promise.all([
    listObjectVersions(bucket, { limit: 1, signal }),
    listMultipartUploads(bucket, undefined, signal),
  ]);
  return versions.versions.length === 0 && uploads.uploads.length === 0;
}
