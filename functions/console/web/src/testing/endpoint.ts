import "./browser";
import { vi } from "vitest";
import { startSession, type Session } from "../api/session";
import { loadSettings, type Settings } from "../api/settings";

export const SETTINGS: Settings = {
  endpoint: "https://s3.example.com",
  region: "eu-central-1",
  domain: "",
  streamingEndpoint: "",
  functionLimits: false,
  dottedBucketNames: false,
};

export const SESSION: Session = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  accountId: "111122223333",
  arn: "arn:aws:iam::111122223333:root",
};

/** A request that reached the endpoint. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  /** Empty if there is none. */
  readonly body: string;
  readonly cache: RequestCache | undefined;
}

/** What the endpoint says of itself from now on. */
export async function withSettings(some: Partial<Settings> = {}): Promise<void> {
  vi.stubGlobal("fetch", async () => Response.json({ ...SETTINGS, ...some }));
  await loadSettings();
}

/** Signs in, and answers every request from now on; what was asked is in the list that this answers. */
export async function withEndpoint(
  answer: (asked: Asked, number: number) => Response | Promise<Response>,
  some: Partial<Settings> = {},
): Promise<Asked[]> {
  await withSettings(some);
  startSession(SESSION, false);
  const all: Asked[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    init.signal?.throwIfAborted();
    const asked: Asked = {
      method: init.method ?? "GET",
      url: new URL(url),
      headers: new Headers(init.headers),
      body: init.body ? await new Response(init.body).text() : "",
      cache: init.cache,
    };
    all.push(asked);
    return answer(asked, all.length);
  });
  return all;
}

/** Answers the actions of IAM by their names, and keeps a line for each that was asked, such as `DeleteUser UserName=anna`. */
export async function withIam(
  answers: Readonly<Record<string, string | ((form: URLSearchParams) => string | Response)>>,
): Promise<string[]> {
  const lines: string[] = [];
  await withEndpoint((asked) => {
    const form = new URLSearchParams(asked.body);
    const action = form.get("Action") ?? "";
    const others = [...form].filter(([name]) => name !== "Action" && name !== "Version").map(([name, value]) => `${name}=${value}`);
    lines.push([action, ...others].join(" "));
    const answer = answers[action] ?? "";
    const result = typeof answer === "string" ? answer : answer(form);
    return result instanceof Response ? result : new Response(iamAnswer(action, result));
  });
  return lines;
}

export function iamAnswer(action: string, result: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<${action}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/">${result === "" ? "" : `<${action}Result>${result}</${action}Result>`}
<ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata></${action}Response>`;
}

export function iamError(status: number, code: string): Response {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>Told by IAM</Message></Error>`;
  return new Response(
    `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">${error}<RequestId>request-2</RequestId></ErrorResponse>`,
    {
      status,
    },
  );
}

export function s3Error(status: number, code: string, headers: Record<string, string> = {}): Response {
  return new Response(`<Error><Code>${code}</Code><Message>Told by S3</Message><RequestId>request-3</RequestId></Error>`, {
    status,
    headers,
  });
}

/** From now on every pause is over at once; how long they were to be, in milliseconds, is in the list that this answers. */
export function withoutPauses(): number[] {
  const pauses: number[] = [];
  vi.stubGlobal("setTimeout", (then: () => void, milliseconds: number) => {
    pauses.push(milliseconds);
    queueMicrotask(then);
  });
  return pauses;
}
