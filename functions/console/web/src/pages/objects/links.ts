import { isOpenToAll, objectPath, plainAddress, presign } from "../../api/client";
import type { ObjectId } from "../../api/s3";

/** Long enough for a browser to begin, and for the pauses of who watches a film. */
const SHOWN = 6 * 60 * 60;

interface LinkOptions {
  readonly seconds: number;
  /** Browsers keep it as a file rather than show it. */
  readonly download: boolean;
}

/** An address for everybody who is given it, without keys. */
export function linkTo(bucket: string, object: ObjectId, { seconds, download }: LinkOptions): Promise<string> {
  return presign(
    objectPath(bucket, object.key),
    {
      versionId: object.versionId,
      "response-content-disposition": download ? attachment(object.key) : undefined,
    },
    seconds,
  );
}

/** The address without a signature, where it is good for everybody; null if it is not, or if nobody can tell. */
export async function openAddress(bucket: string, { key, versionId }: ObjectId, signal?: AbortSignal): Promise<string | null> {
  const path = objectPath(bucket, key);
  const open = await isOpenToAll(path, { versionId }, signal).catch(() => false);
  return open ? plainAddress(path, { versionId }) : null;
}

/** For a picture or a film on this page. @param contentType what it is to be taken for */
export function shownAt(bucket: string, object: ObjectId, contentType: string): Promise<string> {
  return presign(objectPath(bucket, object.key), { versionId: object.versionId, "response-content-type": contentType }, SHOWN);
}

/** The browser downloads by itself: neither this page nor its memory holds any of it. */
export async function download(bucket: string, object: ObjectId): Promise<void> {
  const link = document.createElement("a");
  link.href = await linkTo(bucket, object, { seconds: SHOWN, download: true });
  // Where it fails, the browser says so of the download, and stays on this page.
  link.download = fileName(object.key);
  link.rel = "noopener";
  link.click();
}

/** The last part of a key that is not empty. */
export function fileName(key: string): string {
  return key.split("/").findLast((segment) => segment !== "") ?? "object";
}

/** RFC 6266: the name in ASCII for what knows no more, and all of it, encoded. */
function attachment(key: string): string {
  const name = fileName(key).replace(/[\u0000-\u001f\u007f]/g, "_");
  const ascii = name.replace(/[^\u0020-\u007e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
