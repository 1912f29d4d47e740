import { call } from "./client";
import type { Credentials } from "./session";
import { childOf, childrenOf, parseXml, textOf } from "./xml";

/** Actions of the query API, `POST /`: IAM's and STS' under their names, and those that are this product's own. */

const VERSIONS = { iam: "2010-05-08", sts: "2011-06-15" } as const;

/** Of the product's own actions. */
export const OWN_VERSION = "2026-11-21";

export interface Identity {
  readonly accountId: string;
  readonly arn: string;
  readonly userId: string;
}

export interface User {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly path: string;
  readonly created: Date;
}

export type KeyStatus = "Active" | "Inactive";

export interface AccessKey {
  readonly id: string;
  /** Undefined for a key of the account's root. */
  readonly userName: string | undefined;
  readonly status: KeyStatus;
  readonly created: Date;
}

export interface CreatedAccessKey extends AccessKey {
  /** Shown now and never again. */
  readonly secret: string;
}

export interface HeldKey extends AccessKey {
  /** The day; undefined for a key that was never used, or of which that may not be seen. */
  readonly lastUsed: Date | undefined;
}

export interface Policy {
  readonly name: string;
  /** In JSON. */
  readonly document: string;
}

export interface UserDetail {
  readonly name: string;
  readonly policies: readonly Policy[];
  /** Oldest first. */
  readonly keys: readonly HeldKey[];
}

export interface AuthorizationDetails {
  /** Empty unless the root asks. */
  readonly rootKeys: readonly HeldKey[];
  readonly users: readonly UserDetail[];
}

export interface Limits {
  /** Each undefined if the plan sets none. */
  readonly maxBuckets: number | undefined;
  readonly maxBytes: number | undefined;
  readonly maxObjects: number | undefined;
  readonly maxUploads: number | undefined;
  readonly requestsPerSecond: number | undefined;
}

export interface BucketUsage {
  readonly name: string;
  readonly objects: number;
  /** Those of the parts of uploads in progress among them. */
  readonly bytes: number;
  /** In progress. */
  readonly uploads: number;
}

export interface DayUsage {
  /** Such as 2026-11-21, in UTC. */
  readonly day: string;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly requests: readonly { readonly operation: string; readonly count: number }[];
}

export interface Usage {
  readonly accountId: string;
  readonly displayName: string;
  readonly plan: string;
  readonly limits: Limits;
  /** All of them, also those that never held an object and so are not in `buckets`. */
  readonly bucketCount: number;
  readonly buckets: readonly BucketUsage[];
  readonly days: readonly DayUsage[];
}

type Parameters = Readonly<Record<string, string | number | undefined>>;

interface QueryOptions {
  readonly version?: string;
  readonly signal?: AbortSignal;
  readonly credentials?: Credentials;
}

/** Answers the element `ActionResult`; undefined for actions that have none. */
export async function query(
  service: "iam" | "sts",
  action: string,
  parameters: Parameters = {},
  options: QueryOptions = {},
): Promise<Element | undefined> {
  const form = new URLSearchParams({ Action: action, Version: options.version ?? VERSIONS[service] });
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) {
      form.set(name, String(value));
    }
  }
  const response = await call({
    method: "POST",
    path: "/",
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: form.toString(),
    service,
    signal: options.signal,
    credentials: options.credentials,
  });
  return childOf(parseXml(await response.text()), `${action}Result`);
}

/** The members of a list over all its pages. */
async function listed(action: string, parameters: Parameters, list: string, signal?: AbortSignal): Promise<Element[]> {
  const members: Element[] = [];
  let marker: string | undefined;
  do {
    const result = await query("iam", action, { ...parameters, Marker: marker }, { signal });
    members.push(...childrenOf(childOf(result, list), "member"));
    marker = textOf(result, "IsTruncated") === "true" ? textOf(result, "Marker") : undefined;
  } while (marker);
  return members;
}

/** @param credentials of somebody else than who is signed in */
export async function getCallerIdentity(credentials?: Credentials): Promise<Identity> {
  const result = await query("sts", "GetCallerIdentity", {}, { credentials });
  return { accountId: textOf(result, "Account"), arn: textOf(result, "Arn"), userId: textOf(result, "UserId") };
}

export async function createUser(userName: string): Promise<User> {
  return userOf(childOf(await query("iam", "CreateUser", { UserName: userName }), "User"));
}

/** The user must have no keys and no policies any more. */
export async function deleteUser(userName: string): Promise<void> {
  await query("iam", "DeleteUser", { UserName: userName });
}

/** @param userName undefined for those of the caller */
export async function listAccessKeys(userName?: string, signal?: AbortSignal): Promise<AccessKey[]> {
  return (await listed("ListAccessKeys", { UserName: userName }, "AccessKeyMetadata", signal)).map(accessKeyOf);
}

export async function createAccessKey(userName?: string): Promise<CreatedAccessKey> {
  const key = childOf(await query("iam", "CreateAccessKey", { UserName: userName }), "AccessKey");
  return { ...accessKeyOf(key), secret: textOf(key, "SecretAccessKey") };
}

export async function updateAccessKey(accessKeyId: string, status: KeyStatus, userName?: string): Promise<void> {
  await query("iam", "UpdateAccessKey", { AccessKeyId: accessKeyId, Status: status, UserName: userName });
}

export async function deleteAccessKey(accessKeyId: string, userName?: string): Promise<void> {
  await query("iam", "DeleteAccessKey", { AccessKeyId: accessKeyId, UserName: userName });
}

/** Undefined for a key that was never used. */
export async function getAccessKeyLastUsed(accessKeyId: string, signal?: AbortSignal): Promise<Date | undefined> {
  const used = childOf(await query("iam", "GetAccessKeyLastUsed", { AccessKeyId: accessKeyId }, { signal }), "AccessKeyLastUsed");
  return dayOf(textOf(used, "LastUsedDate"));
}

/** All users with their policies and keys: a request for each thousand of them. */
export async function getAuthorizationDetails(signal?: AbortSignal): Promise<AuthorizationDetails> {
  const rootKeys: HeldKey[] = [];
  const users: UserDetail[] = [];
  let marker: string | undefined;
  do {
    const result = await query("iam", "GetAccountAuthorizationDetails", { Marker: marker, MaxItems: 1000 }, { signal });
    rootKeys.push(...childrenOf(childOf(result, "RootAccessKeys"), "member").map(heldKeyOf));
    users.push(...childrenOf(childOf(result, "UserDetailList"), "member").map(userDetailOf));
    marker = textOf(result, "IsTruncated") === "true" ? textOf(result, "Marker") : undefined;
  } while (marker);
  return { rootKeys, users };
}

/** @param document a policy in JSON */
export async function putUserPolicy(userName: string, policyName: string, document: string): Promise<void> {
  await query("iam", "PutUserPolicy", { UserName: userName, PolicyName: policyName, PolicyDocument: document });
}

export async function deleteUserPolicy(userName: string, policyName: string): Promise<void> {
  await query("iam", "DeleteUserPolicy", { UserName: userName, PolicyName: policyName });
}

/**
 * An account's figures, days of the last 30.
 *
 * @param accountId undefined for the caller's own; others are for the root of the first account
 */
export async function getUsage(signal?: AbortSignal, accountId?: string): Promise<Usage> {
  const result = await query("iam", "GetUsage", { AccountId: accountId }, { version: OWN_VERSION, signal });
  return {
    accountId: textOf(result, "AccountId"),
    displayName: textOf(result, "DisplayName"),
    plan: textOf(result, "Plan"),
    limits: limitsOf(childOf(result, "Limits")),
    bucketCount: Number(textOf(result, "BucketCount")),
    buckets: childrenOf(childOf(result, "Buckets"), "member").map((bucket) => ({
      name: textOf(bucket, "Name"),
      objects: Number(textOf(bucket, "Objects")),
      bytes: Number(textOf(bucket, "Bytes")),
      uploads: Number(textOf(bucket, "Uploads")),
    })),
    days: childrenOf(childOf(result, "Days"), "member").map((day) => ({
      day: textOf(day, "Day"),
      bytesIn: Number(textOf(day, "BytesIn")),
      bytesOut: Number(textOf(day, "BytesOut")),
      requests: childrenOf(childOf(day, "Requests"), "member").map((one) => ({
        operation: textOf(one, "Operation"),
        count: Number(textOf(one, "Count")),
      })),
    })),
  };
}

export function limitsOf(limits: Element | undefined): Limits {
  return {
    maxBuckets: numberOf(limits, "MaxBuckets"),
    maxBytes: numberOf(limits, "MaxBytes"),
    maxObjects: numberOf(limits, "MaxObjects"),
    maxUploads: numberOf(limits, "MaxUploads"),
    requestsPerSecond: numberOf(limits, "RequestsPerSecond"),
  };
}

/** Undefined if there is no such element. */
export function numberOf(parent: Element | undefined, name: string): number | undefined {
  const text = textOf(parent, name);
  return text === "" ? undefined : Number(text);
}

function userOf(element: Element | undefined): User {
  return {
    name: textOf(element, "UserName"),
    id: textOf(element, "UserId"),
    arn: textOf(element, "Arn"),
    path: textOf(element, "Path"),
    created: new Date(textOf(element, "CreateDate")),
  };
}

function userDetailOf(element: Element): UserDetail {
  return {
    name: textOf(element, "UserName"),
    // IAM hands out policies percent-encoded.
    policies: childrenOf(childOf(element, "UserPolicyList"), "member").map((policy) => ({
      name: textOf(policy, "PolicyName"),
      document: decodeURIComponent(textOf(policy, "PolicyDocument")),
    })),
    keys: childrenOf(childOf(element, "AccessKeys"), "member").map(heldKeyOf),
  };
}

function heldKeyOf(element: Element): HeldKey {
  return { ...accessKeyOf(element), lastUsed: dayOf(textOf(element, "LastUsedDate")) };
}

function dayOf(text: string): Date | undefined {
  return text === "" || text === "N/A" ? undefined : new Date(text);
}

function accessKeyOf(element: Element | undefined): AccessKey {
  return {
    id: textOf(element, "AccessKeyId"),
    userName: textOf(element, "UserName") || undefined,
    status: textOf(element, "Status") === "Active" ? "Active" : "Inactive",
    created: new Date(textOf(element, "CreateDate")),
  };
}
