import { bucketPath, call } from "../client";
import { base64Sha256 } from "../digest";
import { isCode } from "../errors";
import { childOf, childrenOf, parseXml, s3Document, textOf } from "../xml";

export type Versioning = "Enabled" | "Suspended" | "Off";
export type CannedAcl = "private" | "public-read" | "public-read-write" | "authenticated-read";

const EVERYBODY = "http://acs.amazonaws.com/groups/global/AllUsers";

async function read(bucket: string, subresource: string, signal?: AbortSignal): Promise<string> {
  return (await call({ method: "GET", path: bucketPath(bucket), query: { [subresource]: "" }, signal })).text();
}

/** As `read`, with null if S3 says that there is no such configuration. */
async function readIfAny(bucket: string, subresource: string, none: string, signal?: AbortSignal): Promise<string | null> {
  try {
    return await read(bucket, subresource, signal);
  } catch (error) {
    if (isCode(error, none)) {
      return null;
    }
    throw error;
  }
}

async function write(bucket: string, subresource: string, body: string): Promise<void> {
  const headers = { "x-amz-checksum-sha256": await base64Sha256(body) };
  await call({ method: "PUT", path: bucketPath(bucket), query: { [subresource]: "" }, headers, body });
}

async function remove(bucket: string, subresource: string): Promise<void> {
  await call({ method: "DELETE", path: bucketPath(bucket), query: { [subresource]: "" } });
}

export async function getBucketVersioning(bucket: string, signal?: AbortSignal): Promise<Versioning> {
  const status = textOf(parseXml(await read(bucket, "versioning", signal)), "Status");
  return status === "Enabled" || status === "Suspended" ? status : "Off";
}

export async function putBucketVersioning(bucket: string, status: "Enabled" | "Suspended"): Promise<void> {
  await write(bucket, "versioning", s3Document("VersioningConfiguration", [["Status", status]]));
}

/** What the ACL grants to everybody, such as READ. */
export async function getPublicGrants(bucket: string, signal?: AbortSignal): Promise<string[]> {
  const root = parseXml(await read(bucket, "acl", signal));
  return childrenOf(childOf(root, "AccessControlList"), "Grant")
    .filter((grant) => textOf(grant, "Grantee", "URI") === EVERYBODY)
    .map((grant) => textOf(grant, "Permission"));
}

export async function putBucketAcl(bucket: string, acl: CannedAcl): Promise<void> {
  await call({ method: "PUT", path: bucketPath(bucket), query: { acl: "" }, headers: { "x-amz-acl": acl } });
}

/** Whether the bucket's policy or its ACL lets everybody in. */
export async function isBucketPublic(bucket: string, signal?: AbortSignal): Promise<boolean> {
  const status = await readIfAny(bucket, "policyStatus", "NoSuchBucketPolicy", signal);
  return status !== null && textOf(parseXml(status), "IsPublic").toLowerCase() === "true";
}

/** Whether S3 encrypts what is put into the bucket without being asked. */
export async function isBucketEncrypted(bucket: string, signal?: AbortSignal): Promise<boolean> {
  return (await readIfAny(bucket, "encryption", "ServerSideEncryptionConfigurationNotFoundError", signal)) !== null;
}

export async function putBucketEncryption(bucket: string): Promise<void> {
  await write(
    bucket,
    "encryption",
    s3Document("ServerSideEncryptionConfiguration", [["Rule", [["ApplyServerSideEncryptionByDefault", [["SSEAlgorithm", "AES256"]]]]]]),
  );
}

export async function deleteBucketEncryption(bucket: string): Promise<void> {
  await remove(bucket, "encryption");
}

/** The document as it is stored, or null. */
export async function getBucketCors(bucket: string, signal?: AbortSignal): Promise<string | null> {
  return readIfAny(bucket, "cors", "NoSuchCORSConfiguration", signal);
}

/** @param document a CORSConfiguration */
export async function putBucketCors(bucket: string, document: string): Promise<void> {
  await write(bucket, "cors", document);
}

export async function deleteBucketCors(bucket: string): Promise<void> {
  await remove(bucket, "cors");
}

/** The document as it is stored, or null. */
export async function getBucketLifecycle(bucket: string, signal?: AbortSignal): Promise<string | null> {
  return readIfAny(bucket, "lifecycle", "NoSuchLifecycleConfiguration", signal);
}

/** @param document a LifecycleConfiguration */
export async function putBucketLifecycle(bucket: string, document: string): Promise<void> {
  await write(bucket, "lifecycle", document);
}

export async function deleteBucketLifecycle(bucket: string): Promise<void> {
  await remove(bucket, "lifecycle");
}

/** The policy in JSON as it was put, or null. */
export async function getBucketPolicy(bucket: string, signal?: AbortSignal): Promise<string | null> {
  return readIfAny(bucket, "policy", "NoSuchBucketPolicy", signal);
}

/** @param document a policy in JSON */
export async function putBucketPolicy(bucket: string, document: string): Promise<void> {
  await write(bucket, "policy", document);
}

export async function deleteBucketPolicy(bucket: string): Promise<void> {
  await remove(bucket, "policy");
}

const BLOCKS = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"] as const;
export type PublicAccessBlock = Readonly<Record<(typeof BLOCKS)[number], boolean>>;

/** Nothing is blocked if none was put. */
export async function getPublicAccessBlock(bucket: string, signal?: AbortSignal): Promise<PublicAccessBlock> {
  const document = await readIfAny(bucket, "publicAccessBlock", "NoSuchPublicAccessBlockConfiguration", signal);
  const root = document === null ? undefined : parseXml(document);
  return Object.fromEntries(BLOCKS.map((name) => [name, textOf(root, name) === "true"])) as PublicAccessBlock;
}

export async function putPublicAccessBlock(bucket: string, block: PublicAccessBlock): Promise<void> {
  const flags = BLOCKS.map((name) => [name, block[name]] as const);
  await write(bucket, "publicAccessBlock", s3Document("PublicAccessBlockConfiguration", flags));
}

export const OWNERSHIPS = ["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"] as const;
export type Ownership = (typeof OWNERSHIPS)[number];

/** Who owns what others write, or null if it was never said. */
export async function getBucketOwnership(bucket: string, signal?: AbortSignal): Promise<Ownership | null> {
  const document = await readIfAny(bucket, "ownershipControls", "OwnershipControlsNotFoundError", signal);
  return document === null ? null : (textOf(parseXml(document), "Rule", "ObjectOwnership") as Ownership);
}

export async function putBucketOwnership(bucket: string, ownership: Ownership): Promise<void> {
  await write(bucket, "ownershipControls", s3Document("OwnershipControls", [["Rule", [["ObjectOwnership", ownership]]]]));
}
