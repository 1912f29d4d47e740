import { isCode } from "../../api/errors";
import {
  createAccessKey,
  createUser,
  deleteAccessKey,
  deleteUser,
  deleteUserPolicy,
  getAccessKeyLastUsed,
  getAuthorizationDetails,
  listAccessKeys,
  putUserPolicy,
  type AccessKey,
  type CreatedAccessKey,
  type HeldKey,
  type Policy,
} from "../../api/iam";
import type { Session } from "../../api/session";
import { isRoot } from "../../app/rights";
import { POLICY_NAME, scopeOf, type Scope } from "./scope";

/** Who holds keys: the account itself, its root, or a user. */
export interface Holder {
  /** Undefined for who is signed in where that is all one may see, and for the root. */
  readonly userName: string | undefined;
  readonly root: boolean;
  readonly policies: readonly Policy[];
  /** Oldest first. */
  readonly keys: readonly HeldKey[];
}

/** IAM gives a user two pairs, so that one can take over from the other. */
export const MOST_KEYS = 2;

export interface Holders {
  readonly holders: readonly Holder[];
  /** Whether the keys of others are left out, since who is signed in may not see them. */
  readonly partial: boolean;
}

/** One request for up to a thousand users; for a user who may not see others, one and one for each of its keys. */
export async function loadHolders(session: Session, signal: AbortSignal): Promise<Holders> {
  const details = await allowed(getAuthorizationDetails(signal));
  if (!details) {
    return { holders: [await signedIn(signal)], partial: true };
  }
  const root: Holder[] = isRoot(session) ? [{ userName: undefined, root: true, policies: [], keys: details.rootKeys }] : [];
  const users = details.users.map(({ name, policies, keys }) => ({ userName: name, root: false, policies, keys }));
  return { holders: [...root, ...users], partial: false };
}

/** Whoever is signed in, as far as a user sees itself. */
async function signedIn(signal: AbortSignal): Promise<Holder> {
  const keys = await listAccessKeys(undefined, signal);
  const used = await Promise.all(keys.map((key) => allowed(getAccessKeyLastUsed(key.id, signal))));
  return { userName: undefined, root: false, policies: [], keys: keys.map((key, index) => ({ ...key, lastUsed: used[index] })) };
}

/** Undefined if who is signed in may not ask. */
async function allowed<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (failure) {
    if (isCode(failure, "AccessDenied")) {
      return undefined;
    }
    throw failure;
  }
}

/** What the console chose for a holder; undefined if it has other policies than the console's. */
export function scopeOfHolder(held: Holder): Scope | undefined {
  const [only, ...more] = held.policies;
  return only && only.name === POLICY_NAME && more.length === 0 ? scopeOf(only.document) : undefined;
}

/** Makes a user who may do what a policy says, and its first key. Where a step fails nothing of the user stays. */
export async function createHolder(userName: string, policy: string): Promise<CreatedAccessKey> {
  await createUser(userName);
  try {
    await putUserPolicy(userName, POLICY_NAME, policy);
    return await createAccessKey(userName);
  } catch (failure) {
    await removeHolder(userName, [POLICY_NAME]).catch(() => undefined);
    throw failure;
  }
}

/** Puts the console's policy in place of all that a holder has. */
export async function changeScope(held: Holder, policy: string): Promise<void> {
  if (held.userName === undefined) {
    throw new Error("The account itself may do everything.");
  }
  await putUserPolicy(held.userName, POLICY_NAME, policy);
  for (const other of held.policies.filter((one) => one.name !== POLICY_NAME)) {
    await deleteUserPolicy(held.userName, other.name);
  }
}

/** Deletes a key, and its holder with the last one, if that is a user. */
export async function removeKey(held: Holder, key: AccessKey): Promise<void> {
  await deleteAccessKey(key.id, held.userName);
  if (held.userName !== undefined && held.keys.length === 1) {
    await removeHolder(
      held.userName,
      held.policies.map((policy) => policy.name),
    );
  }
}

/** A user that has no keys any more. */
export async function removeHolder(userName: string, policyNames: readonly string[]): Promise<void> {
  for (const name of policyNames) {
    await deleteUserPolicy(userName, name).catch((failure: unknown) => {
      if (!isCode(failure, "NoSuchEntity")) {
        throw failure;
      }
    });
  }
  await deleteUser(userName);
}
