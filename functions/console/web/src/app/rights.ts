import { isCode } from "../api/errors";
import { getUsage, listAccessKeys, query } from "../api/iam";
import type { Session } from "../api/session";

/** Which pages would show something. */
export interface Rights {
  readonly keys: boolean;
  readonly usage: boolean;
  /** What whoever runs the installation sees: all accounts, and what the server answered. */
  readonly operator: boolean;
}

export const NONE: Rights = { keys: false, usage: false, operator: false };

/** The account that comes with an installation. */
const FIRST_ACCOUNT = "000000000000";

/** The root of an account may do everything in it, and is not asked about. */
export function isRoot({ arn }: Session): boolean {
  return arn.endsWith(":root");
}

/** Whether it is the root of the first account, whoever runs the installation. */
export function isOperator(session: Session): boolean {
  return isRoot(session) && session.accountId === FIRST_ACCOUNT;
}

/** What a root may do is known. */
export function rightsOfRoot(session: Session): Rights {
  return { keys: true, usage: true, operator: isOperator(session) };
}

/** Asks for what the pages would show: two or three requests for a user. */
export async function rightsOf(session: Session, signal?: AbortSignal): Promise<Rights> {
  if (isRoot(session)) {
    return rightsOfRoot(session);
  }
  const details = () => query("iam", "GetAccountAuthorizationDetails", { MaxItems: 1 }, { signal });
  const [all, usage] = await Promise.all([mayDo(details), mayDo(() => getUsage(signal))]);
  return { keys: all || (await mayDo(() => listAccessKeys(undefined, signal))), usage, operator: false };
}

/** Errors other than a refusal are left to the page, which shows them. */
async function mayDo(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch (error) {
    return !isCode(error, "AccessDenied");
  }
}
