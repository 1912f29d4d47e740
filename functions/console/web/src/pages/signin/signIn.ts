import { ServiceError, UnreachableError } from "../../api/errors";
import { getCallerIdentity } from "../../api/iam";
import { startSession, type Credentials } from "../../api/session";

/** Asks the endpoint whose pair it is, and keeps it. */
export async function signIn(credentials: Credentials, keep: boolean): Promise<void> {
  const { accountId, arn } = await getCallerIdentity(credentials);
  startSession({ ...credentials, accountId, arn }, keep);
}

export type Blame = "accessKeyId" | "secretAccessKey" | "form";

export interface Refusal {
  /** Which of the fields it is about. */
  readonly blame: Blame;
  readonly text: string;
}

/** What a refusal means, in plain words; null for what is unusual and better shown as it came. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof UnreachableError) {
    return { blame: "form", text: error.message };
  }
  if (!(error instanceof ServiceError)) {
    return null;
  }
  switch (error.code) {
    // S3's names, and IAM's for the same.
    case "InvalidAccessKeyId":
    case "InvalidClientTokenId":
      return { blame: "accessKeyId", text: "No active access key has this id. It may be mistyped, deactivated or deleted." };
    case "SignatureDoesNotMatch":
      return { blame: "secretAccessKey", text: "This is not the secret of that access key. Paste it again, without spaces around it." };
    case "RequestTimeTooSkewed":
    case "RequestExpired":
      return {
        blame: "form",
        text: "This device's clock differs from the endpoint's by more than 15 minutes. Set the clock and sign in again.",
      };
    default:
      return null;
  }
}
