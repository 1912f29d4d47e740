import { parseXml, textOf } from "./xml";

/** An answer of the endpoint that is an error: S3's form, IAM's form, or what a gateway in front says. */
export class ServiceError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly requestId: string,
    /** Seconds after which it may be asked again; none if the answer does not say. */
    readonly retryAfter?: number,
  ) {
    super(message);
    this.name = "ServiceError";
  }
}

/** No answer arrived: the endpoint is down, the network is, or the browser refused the connection. */
export class UnreachableError extends Error {
  constructor() {
    super("The endpoint did not answer. Check that it is running and that this device is online.");
    this.name = "UnreachableError";
  }
}

/** Browsers resolve `.` and `..` in every address, so that a request for such a key would reach another object. */
export class UnaddressableError extends Error {
  constructor() {
    super("Browsers cannot address keys with a segment “.” or “..”. Use another S3 client for this object.");
    this.name = "UnaddressableError";
  }
}

export function isCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof ServiceError && codes.includes(error.code);
}

/** Whether somebody stopped what was going on, so that nobody needs to be told. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

/** The error that an answer describes; answers to HEAD describe none, and only their status is known. */
export function errorOf(status: number, body: string, header: (name: string) => string | null): ServiceError {
  let code = "";
  let message = "";
  let requestId = header("x-amz-request-id") ?? header("x-amzn-requestid") ?? "";
  if (body.trimStart().startsWith("<")) {
    try {
      const root = parseXml(body);
      const error = root.localName === "Error" ? root : (root.getElementsByTagName("Error")[0] ?? root);
      code = textOf(error, "Code");
      message = textOf(error, "Message");
      requestId ||= textOf(root, "RequestId") || textOf(root, "RequestID");
    } catch {
      // Not XML after all: the status has to do.
    }
  }
  const retryAfter = Number(header("retry-after")) || undefined;
  return new ServiceError(status, code || codeOf(status), message || messageOf(status), requestId, retryAfter);
}

function codeOf(status: number): string {
  const codes: Record<number, string> = {
    400: "BadRequest",
    403: "AccessDenied",
    404: "NotFound",
    412: "PreconditionFailed",
    413: "EntityTooLarge",
    429: "TooManyRequests",
    503: "ServiceUnavailable",
  };
  return codes[status] ?? `HTTP ${status}`;
}

function messageOf(status: number): string {
  const messages: Record<number, string> = {
    403: "You are not allowed to do this.",
    404: "It does not exist, or not any more.",
    413: "This is larger than the endpoint takes.",
    429: "Too many requests at once. Try again in a moment.",
    503: "The endpoint is busy or starting. Try again in a moment.",
  };
  return messages[status] ?? "The endpoint gave no reason.";
}
