export type Body = string | Blob;

/** What S3 calls `x-amz-content-sha256`: in lower-case hex. */
export async function hexSha256(body: Body): Promise<string> {
  return Array.from(await sha256(body), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What S3 calls `x-amz-checksum-sha256`: in Base64. Some documents need it beside the signature, or an MD5, which browsers have not. */
export async function base64Sha256(body: Body): Promise<string> {
  return btoa(String.fromCharCode(...(await sha256(body))));
}

async function sha256(body: Body): Promise<Uint8Array> {
  const bytes = body instanceof Blob ? await body.arrayBuffer() : new TextEncoder().encode(body);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}
