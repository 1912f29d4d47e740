import { copyObject, type ObjectHead } from "../../api/s3";
import type { Pair } from "./PairsEditor";

/** System metadata that can be edited, by the names of its headers. */
export const SYSTEM_FIELDS = [
  { name: "content-type", title: "Content type", hint: "Such as image/png or text/html; charset=utf-8." },
  { name: "cache-control", title: "Cache-Control", hint: "How long browsers and caches keep it, such as max-age=3600." },
  { name: "content-disposition", title: "Content-Disposition", hint: "attachment makes browsers save it." },
  { name: "content-encoding", title: "Content-Encoding", hint: "Such as gzip, where it was stored so." },
  { name: "content-language", title: "Content-Language", hint: "Such as en or de-AT." },
] as const;

export type SystemName = (typeof SYSTEM_FIELDS)[number]["name"];
export type SystemValues = Readonly<Record<SystemName, string>>;

export interface Metadata {
  readonly system: SystemValues;
  readonly user: readonly Pair[];
}

export function metadataOf(head: ObjectHead): Metadata {
  const stored: Readonly<Record<string, string>> = { ...head.system, "content-type": head.contentType };
  const system = Object.fromEntries(SYSTEM_FIELDS.map(({ name }) => [name, stored[name] ?? ""]));
  return { system: system as SystemValues, user: Object.entries(head.metadata).map(([name, value]) => ({ name, value })) };
}

/** What keeps metadata from being saved, or undefined. */
export function problemOf({ system, user }: Metadata): string | undefined {
  const names = user.map(({ name }) => name.toLowerCase());
  if (names.some((name) => !/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name))) {
    return "Names are letters, digits, dashes and dots: they become names of headers.";
  }
  if (new Set(names).size < names.length) {
    return "Two names are the same; upper and lower case do not count.";
  }
  if ([...Object.values(system), ...user.map(({ value }) => value)].some((value) => !/^[\u0020-\u007e]*$/.test(value))) {
    return "Values are letters, digits and signs of ASCII: browsers cannot sign others.";
  }
  return undefined;
}

/**
 * Copies the object onto itself with other metadata, which is S3's way to change it; no bytes are read. What is not edited stays: tags,
 * encryption, storage class, and the rest of the system metadata.
 *
 * @throws ServiceError PreconditionFailed if somebody has written the object since `head`
 */
export async function saveMetadata(bucket: string, key: string, head: ObjectHead, { system, user }: Metadata): Promise<void> {
  const { expires, "x-amz-website-redirect-location": redirect } = head.system;
  await copyObject(
    { bucket, key },
    { bucket, key },
    {
      ...Object.fromEntries(Object.entries(system).filter(([, value]) => value !== "")),
      ...Object.fromEntries(user.map(({ name, value }) => [`x-amz-meta-${name.toLowerCase()}`, value])),
      expires,
      "x-amz-website-redirect-location": redirect,
      "x-amz-metadata-directive": "REPLACE",
      "x-amz-copy-source-if-match": head.etag,
      "x-amz-server-side-encryption": head.encryption || undefined,
      "x-amz-storage-class": head.storageClass,
    },
  );
}
