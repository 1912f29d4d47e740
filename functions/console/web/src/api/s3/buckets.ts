import { bucketPath, call } from "../client";
import { childOf, childrenOf, parseXml, s3Document, textOf } from "../xml";
import type { CannedAcl } from "./configuration";

export interface Bucket {
  readonly name: string;
  readonly created: Date;
  /** Empty if the endpoint does not say. */
  readonly region: string;
}

export async function listBuckets(signal?: AbortSignal): Promise<Bucket[]> {
  const found: Bucket[] = [];
  let token: string | undefined;
  do {
    const response = await call({
      method: "GET",
      path: "/",
      query: { "max-buckets": 1000, "continuation-token": token },
      signal,
    });
    const root = parseXml(await response.text());
    for (const bucket of childrenOf(childOf(root, "Buckets"), "Bucket")) {
      found.push({
        name: textOf(bucket, "Name"),
        created: new Date(textOf(bucket, "CreationDate")),
        region: textOf(bucket, "BucketRegion"),
      });
    }
    token = textOf(root, "ContinuationToken") || undefined;
  } while (token);
  return found;
}

/** @param region us-east-1 is asked for by naming none, as with S3 */
export async function createBucket(bucket: string, region: string, acl: CannedAcl): Promise<void> {
  await call({
    method: "PUT",
    path: bucketPath(bucket),
    headers: { "x-amz-acl": acl },
    body: region === "us-east-1" ? undefined : s3Document("CreateBucketConfiguration", [["LocationConstraint", region]]),
  });
}

/** The bucket must be empty: no objects, no versions, no uploads in progress. */
export async function deleteBucket(bucket: string): Promise<void> {
  await call({ method: "DELETE", path: bucketPath(bucket) });
}

export async function headBucket(bucket: string, signal?: AbortSignal): Promise<{ region: string }> {
  const response = await call({ method: "HEAD", path: bucketPath(bucket), signal });
  return { region: response.headers.get("x-amz-bucket-region") ?? "" };
}
