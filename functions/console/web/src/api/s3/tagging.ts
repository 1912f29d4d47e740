import { call, objectPath } from "../client";
import { childOf, childrenOf, parseXml, s3Document, textOf } from "../xml";
import type { ObjectId } from "./objects";

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export async function getObjectTagging(bucket: string, { key, versionId }: ObjectId, signal?: AbortSignal): Promise<Tag[]> {
  const response = await call({ method: "GET", path: objectPath(bucket, key), query: { tagging: "", versionId }, signal });
  return childrenOf(childOf(parseXml(await response.text()), "TagSet"), "Tag").map((tag) => ({
    key: textOf(tag, "Key"),
    value: textOf(tag, "Value"),
  }));
}

/** Replaces all tags; at most 10. */
export async function putObjectTagging(bucket: string, { key, versionId }: ObjectId, tags: readonly Tag[]): Promise<void> {
  const body = s3Document("Tagging", [
    [
      "TagSet",
      tags.map(
        (tag) =>
          [
            "Tag",
            [
              ["Key", tag.key],
              ["Value", tag.value],
            ],
          ] as const,
      ),
    ],
  ]);
  await call({ method: "PUT", path: objectPath(bucket, key), query: { tagging: "", versionId }, body });
}
