import { bucketPath, call, objectPath } from "../client";
import { base64Sha256 } from "../digest";
import { isCode } from "../errors";
import { childOf, childrenOf, parseXml, s3Document, textOf, type XmlNode } from "../xml";
import type { ObjectId } from "./objects";

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** The bucket's own; none if it has no set of tags. */
export async function getBucketTagging(bucket: string, signal?: AbortSignal): Promise<Tag[]> {
  try {
    const response = await call({ method: "GET", path: bucketPath(bucket), query: { tagging: "" }, signal });
    return tagsOf(await response.text());
  } catch (error) {
    if (isCode(error, "NoSuchTagSet")) {
      return [];
    }
    throw error;
  }
}

/** Replaces all tags; at most 50. */
export async function putBucketTagging(bucket: string, tags: readonly Tag[]): Promise<void> {
  if (tags.length === 0) {
    await call({ method: "DELETE", path: bucketPath(bucket), query: { tagging: "" } });
    return;
  }
  const body = documentOf(tags);
  const headers = { "x-amz-checksum-sha256": await base64Sha256(body) };
  await call({ method: "PUT", path: bucketPath(bucket), query: { tagging: "" }, headers, body });
}

export async function getObjectTagging(bucket: string, { key, versionId }: ObjectId, signal?: AbortSignal): Promise<Tag[]> {
  const response = await call({ method: "GET", path: objectPath(bucket, key), query: { tagging: "", versionId }, signal });
  return tagsOf(await response.text());
}

/** Replaces all tags; at most 10. */
export async function putObjectTagging(bucket: string, { key, versionId }: ObjectId, tags: readonly Tag[]): Promise<void> {
  await call({ method: "PUT", path: objectPath(bucket, key), query: { tagging: "", versionId }, body: documentOf(tags) });
}

function tagsOf(document: string): Tag[] {
  return childrenOf(childOf(parseXml(document), "TagSet"), "Tag").map((tag) => ({ key: textOf(tag, "Key"), value: textOf(tag, "Value") }));
}

function documentOf(tags: readonly Tag[]): string {
  const written = tags.map<XmlNode>(({ key, value }) => [
    "Tag",
    [
      ["Key", key],
      ["Value", value],
    ],
  ]);
  return s3Document("Tagging", [["TagSet", written]]);
}
