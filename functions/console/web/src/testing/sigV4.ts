/** What of a request is signed. */
export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Headers;
}

const ALGORITHM = "AWS4-HMAC-SHA256";

/**
 * The signature that a request of Signature Version 4 for S3 must have (S3 API Reference, "Authenticating Requests"), written down a second
 * time, so that tests compare two independent readings. Its own test compares it with the examples that AWS published.
 */
export async function signatureOf({ method, url, headers = new Headers() }: SignedRequest, secret: string): Promise<string> {
  const { host, pathname, searchParams } = new URL(url);
  const header = headers.get("authorization");
  const stated = (name: string, inHeader: RegExp) => (header ? inHeader.exec(header)?.[1] : searchParams.get(name)) ?? "";
  const scope = stated("X-Amz-Credential", /Credential=([^,]+)/)
    .split("/")
    .slice(1);
  const signedHeaders = stated("X-Amz-SignedHeaders", /SignedHeaders=([^,]+)/);

  const canonicalQuery = [...searchParams]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join("&");
  const canonicalHeaders = signedHeaders
    .split(";")
    .map((name) => `${name}:${name === "host" ? host : headers.get(name)?.trim()}\n`)
    .join("");
  const canonical = [
    method,
    pathname
      .split("/")
      .map((segment) => encoded(decodeURIComponent(segment)))
      .join("/"),
    canonicalQuery,
    canonicalHeaders,
    signedHeaders,
    headers.get("x-amz-content-sha256") ?? "UNSIGNED-PAYLOAD",
  ].join("\n");
  const time = headers.get("x-amz-date") ?? searchParams.get("X-Amz-Date") ?? "";
  const toSign = [ALGORITHM, time, scope.join("/"), hex(await crypto.subtle.digest("SHA-256", bytes(canonical)))].join("\n");

  let key: BufferSource = bytes(`AWS4${secret}`);
  for (const part of scope) {
    key = await hmac(key, part);
  }
  return hex(await hmac(key, toSign));
}

/** The signature that a request carries. */
export function carriedSignature({ url, headers }: SignedRequest): string {
  const header = headers?.get("authorization");
  return (header ? /Signature=([0-9a-f]+)$/.exec(header)?.[1] : new URL(url).searchParams.get("X-Amz-Signature")) ?? "";
}

async function hmac(key: BufferSource, text: string): Promise<ArrayBuffer> {
  const imported = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return crypto.subtle.sign("HMAC", imported, bytes(text));
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function hex(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** All but what RFC 3986 calls unreserved. */
function encoded(text: string): string {
  return Array.from(bytes(text), (byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9._~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}
