import { limitsOf, numberOf, OWN_VERSION, query, type Limits } from "./iam";
import { childOf, childrenOf, textOf } from "./xml";

/** The product's own actions on the accounts of an installation, which its first account's root alone may ask for. */

export type Plan = "FREE" | "PRO";

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly plan: Plan;
  /** Whether its limits are its own, and not its plan's. */
  readonly ownLimits: boolean;
  readonly suspended: boolean;
  readonly created: Date;
  readonly buckets: number;
  /** What the plan or limits of its own say. */
  readonly limits: Limits;
  /** The requests a second that it is held to; undefined if to none. */
  readonly rateLimit: number | undefined;
}

export interface CreatedAccount {
  readonly account: Account;
  readonly accessKeyId: string;
  /** Shown now and never again. */
  readonly secret: string;
}

const OWN = { version: OWN_VERSION };

/** What a request sets of an account's limits, in the words of the action; a number, or "none". */
export type LimitParameters = Readonly<Record<string, string>>;

/** The accounts behind a marker, in the order of their ids. */
export async function listAccounts(
  marker?: string,
  signal?: AbortSignal,
): Promise<{ readonly accounts: readonly Account[]; readonly next: string | undefined }> {
  const result = await query("iam", "ListAccounts", { Marker: marker, MaxItems: 100 }, { ...OWN, signal });
  return {
    accounts: childrenOf(childOf(result, "Accounts"), "member").map(accountOf),
    next: textOf(result, "IsTruncated") === "true" ? textOf(result, "Marker") : undefined,
  };
}

export async function createAccount(name: string, plan: Plan): Promise<CreatedAccount> {
  const result = await query("iam", "CreateAccount", { DisplayName: name, Plan: plan }, OWN);
  const key = childOf(result, "AccessKey");
  return {
    account: accountOf(childOf(result, "Account")),
    accessKeyId: textOf(key, "AccessKeyId"),
    secret: textOf(key, "SecretAccessKey"),
  };
}

/** @param own limits instead of the plan's; empty for the plan's own */
export async function putAccountPlan(id: string, plan: Plan, own: LimitParameters): Promise<void> {
  await query("iam", "PutAccountPlan", { AccountId: id, Plan: plan, ...own }, OWN);
}

export async function suspendAccount(id: string): Promise<void> {
  await query("iam", "SuspendAccount", { AccountId: id }, OWN);
}

export async function resumeAccount(id: string): Promise<void> {
  await query("iam", "ResumeAccount", { AccountId: id }, OWN);
}

function accountOf(element: Element | undefined): Account {
  return {
    id: textOf(element, "AccountId"),
    name: textOf(element, "DisplayName"),
    plan: textOf(element, "Plan") === "FREE" ? "FREE" : "PRO",
    ownLimits: textOf(element, "HasOwnLimits") === "true",
    suspended: textOf(element, "Suspended") === "true",
    created: new Date(textOf(element, "CreateDate")),
    buckets: Number(textOf(element, "BucketCount")),
    limits: limitsOf(childOf(element, "Limits")),
    rateLimit: numberOf(element, "RateLimit"),
  };
}
