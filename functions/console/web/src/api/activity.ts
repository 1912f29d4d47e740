import { OWN_VERSION, query } from "./iam";
import { childOf, childrenOf, textOf } from "./xml";

/** What the server answered lately: the product's own action. */

export interface Counts {
  readonly requests: number;
  /** Answered with 4xx. */
  readonly refused: number;
  /** Answered with 5xx. */
  readonly failed: number;
  readonly received: number;
  readonly sent: number;
  /** Milliseconds that half, nine tenths and 99 of 100 requests took at most. */
  readonly half: number;
  readonly nineTenths: number;
  readonly most: number;
}

export interface Minute extends Counts {
  readonly start: Date;
}

export interface OfOperation extends Counts {
  /** "none" for requests that were refused before it was known. */
  readonly operation: string;
}

export interface Refusal {
  readonly time: Date;
  readonly requestId: string;
  readonly operation: string;
  readonly bucket: string;
  readonly status: number;
  readonly error: string;
  /** Empty for requests that nobody signed. */
  readonly accountId: string;
}

export interface Activity {
  readonly since: Date;
  /** Those in which something was answered. */
  readonly minutes: readonly Minute[];
  /** Empty for one account. */
  readonly operations: readonly OfOperation[];
  /** The newest first. */
  readonly refusals: readonly Refusal[];
}

/** @param accountId whose; undefined for that of all accounts, which is for the root of the first account */
export async function getActivity(signal?: AbortSignal, accountId?: string): Promise<Activity> {
  const result = await query("iam", "GetActivity", { AccountId: accountId }, { version: OWN_VERSION, signal });
  return {
    since: new Date(textOf(result, "Since")),
    minutes: members(result, "Minutes").map((one) => ({ start: new Date(textOf(one, "Start")), ...countsOf(one) })),
    operations: members(result, "Operations").map((one) => ({ operation: textOf(one, "Operation"), ...countsOf(one) })),
    refusals: members(result, "Refusals").map((one) => ({
      time: new Date(textOf(one, "Time")),
      requestId: textOf(one, "RequestId"),
      operation: textOf(one, "Operation"),
      bucket: textOf(one, "Bucket"),
      status: Number(textOf(one, "Status")),
      error: textOf(one, "Error"),
      accountId: textOf(one, "AccountId"),
    })),
  };
}

function members(result: Element | undefined, list: string): Element[] {
  return childrenOf(childOf(result, list), "member");
}

function countsOf(element: Element): Counts {
  const number = (name: string) => Number(textOf(element, name));
  return {
    requests: number("Requests"),
    refused: number("Refused"),
    failed: number("Failed"),
    received: number("Received"),
    sent: number("Sent"),
    half: number("Micros50") / 1_000,
    nineTenths: number("Micros90") / 1_000,
    most: number("Micros99") / 1_000,
  };
}
