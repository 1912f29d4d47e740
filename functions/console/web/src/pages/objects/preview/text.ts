import { getObject, type ObjectHead } from "../../../api/s3";

/** Of a text, so much is fetched and shown, in bytes. */
export const TEXT = 256 * 1024;

export async function readText(bucket: string, key: string, head: ObjectHead, signal: AbortSignal): Promise<string> {
  if (head.size === 0) {
    return "";
  }
  const response = await getObject(bucket, { key }, { range: `bytes=0-${Math.min(TEXT, head.size) - 1}`, signal });
  return new TextDecoder(charsetOf(head.contentType)).decode(await response.arrayBuffer());
}

/** What the content type says if browsers know it, else UTF-8. */
function charsetOf(contentType: string): string {
  const charset = /charset="?([^";\s]+)/i.exec(contentType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset).encoding;
  } catch {
    return "utf-8";
  }
}
