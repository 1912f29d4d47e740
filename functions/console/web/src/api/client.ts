import type { Body } from "./digest";
import { errorOf, UnaddressableError, UnreachableError } from "./errors";
import type { Credentials } from "./session";
import { session } from "./session";
import { settings } from "./settings";
import type { Service } from "./signing";
import { presigned, sign } from "./signing";

/** Parameters of a query; those that are undefined are left out, those that are empty are sent without a value. */
export type Query = Readonly<Record<string, string | number | undefined>>;

export interface Call {
  readonly method: string;
  /** Percent-encoded, from the root: see `bucketPath` and `objectPath`. */
  readonly path: string;
  readonly query?: Query;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: Body;
  readonly service?: Service;
  readonly signal?: AbortSignal;
  /** Of somebody else than who is signed in. */
  readonly credentials?: Credentials;
  /** Another than S3's usual address. */
  readonly endpoint?: string;
}

export interface Upload extends Call {
  readonly body: Blob;
  /** Bytes of the body that have left so far. */
  readonly onProgress: (sent: number) => void;
}

/** What answers to uploads are good for; their bodies are empty. */
export interface Uploaded {
  header(name: string): string | null;
}

const RETRIES = 4;

export function bucketPath(bucket: string): string {
  return `/${encodeURIComponent(bucket)}`;
}

/**
 * A key's own slashes stay; everything else that means something in an address is encoded.
 *
 * @throws UnaddressableError
 */
export function objectPath(bucket: string, key: string): string {
  const segments = key.split("/");
  if (segments.some((segment) => segment === "." || segment === "..")) {
    throw new UnaddressableError();
  }
  return `${bucketPath(bucket)}/${segments.map(encodeSegment).join("/")}`;
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * A signed request to the endpoint, repeated while that is busy.
 *
 * @throws ServiceError for every answer that is no success
 * @throws UnreachableError if there is no answer
 */
export async function call(request: Call): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    const { url, headers } = await signed(request);
    let response: Response;
    try {
      response = await fetch(url, {
        method: request.method,
        headers,
        body: request.body ?? null,
        signal: request.signal ?? null,
        credentials: "omit",
        // With a write, the Cache-Control that this adds to the request would become the object's.
        cache: request.method === "GET" || request.method === "HEAD" ? "no-store" : "default",
      });
    } catch (failure) {
      request.signal?.throwIfAborted();
      if (failure instanceof TypeError && attempt < RETRIES && mayBeThrottled(request.method)) {
        await pause(longer(attempt), request.signal);
        continue;
      }
      throw failure instanceof TypeError ? new UnreachableError() : failure;
    }
    if (response.ok) {
      return response;
    }
    if (attempt < RETRIES && mayRepeat(request.method, response)) {
      await pause(waitingTime(response, attempt), request.signal);
      continue;
    }
    throw errorOf(response.status, await response.text(), (name) => response.headers.get(name));
  }
}

/**
 * A signed request that tells how much of its body has left, which `fetch` does not. It is tried once: who uploads knows what to repeat.
 *
 * @throws as `call` does
 */
export async function upload(request: Upload): Promise<Uploaded> {
  const { url, headers } = await signed(request);
  request.signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const exchange = new XMLHttpRequest();
    const abort = () => exchange.abort();
    request.signal?.addEventListener("abort", abort);
    exchange.open(request.method, url);
    headers.forEach((value, name) => {
      // Browsers set these themselves, to the same.
      if (name !== "host" && name !== "content-length") {
        exchange.setRequestHeader(name, value);
      }
    });
    exchange.upload.onprogress = (event) => request.onProgress(event.loaded);
    exchange.onload = () => {
      const header = (name: string) => exchange.getResponseHeader(name);
      if (exchange.status >= 200 && exchange.status < 300) {
        resolve({ header });
      } else {
        reject(errorOf(exchange.status, exchange.responseText, header));
      }
    };
    exchange.onerror = () => reject(new UnreachableError());
    exchange.onabort = () => reject(new DOMException("The upload was stopped", "AbortError"));
    exchange.onloadend = () => request.signal?.removeEventListener("abort", abort);
    exchange.send(request.body);
  });
}

/**
 * An address that anybody may use for a while without keys.
 *
 * @param seconds 1 to 604,800, which is seven days
 */
export async function presign(path: string, query: Query, seconds: number, method = "GET"): Promise<string> {
  return presigned(method, address(path, query), seconds, signedIn());
}

/** An address as it stands, which is good for those whom the bucket lets in without keys. */
export function plainAddress(path: string, query: Query): string {
  return address(path, query).href;
}

/** Whether everybody may read it, found out by asking without keys. */
export async function isOpenToAll(path: string, query: Query, signal?: AbortSignal): Promise<boolean> {
  const asked = await fetch(plainAddress(path, query), { method: "HEAD", credentials: "omit", cache: "no-store", signal: signal ?? null });
  return asked.ok;
}

function signed(request: Call) {
  return sign(
    {
      method: request.method,
      url: address(request.path, request.query ?? {}, request.endpoint),
      headers: defined(request.headers ?? {}),
      body: request.body,
      service: request.service ?? "s3",
    },
    request.credentials ?? signedIn(),
  );
}

function signedIn(): Credentials {
  const current = session();
  if (!current) {
    throw new DOMException("Nobody is signed in any more", "AbortError");
  }
  return current;
}

function address(path: string, query: Query, endpoint = settings().endpoint): URL {
  const url = new URL(endpoint);
  url.pathname = path;
  const pairs = Object.entries(defined(query)).map(([name, value]) => `${encodeSegment(name)}=${encodeSegment(String(value))}`);
  url.search = pairs.join("&");
  return url;
}

function defined<T>(values: Readonly<Record<string, T | undefined>>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, T] => entry[1] !== undefined));
}

/**
 * Whether requests came too fast. A 503 without Retry-After may also come from a gateway that waited in vain, when something may have been
 * done: what would be done twice then is not repeated.
 */
function mayRepeat(method: string, { status, headers }: Response): boolean {
  return status === 429 || (status === 503 && (method !== "POST" || headers.has("Retry-After")));
}

/** A gateway's own 429 lacks the headers that would let the page read it: it looks as if there were no answer. */
function mayBeThrottled(method: string): boolean {
  return settings().functionLimits && method !== "POST";
}

/** In milliseconds: what the answer asks for, else twice as long each time. */
function waitingTime(response: Response, attempt: number): number {
  const asked = Number(response.headers.get("Retry-After"));
  return asked > 0 ? scattered(asked * 1000) : longer(attempt);
}

function longer(attempt: number): number {
  return scattered(250 * 2 ** attempt);
}

/** So that those who wait do not all come back at the same instant, nor any of them early. */
function scattered(milliseconds: number): number {
  return milliseconds * (1 + Math.random() / 2);
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        reject(new DOMException("Stopped", "AbortError"));
      },
      { once: true },
    );
  });
}
