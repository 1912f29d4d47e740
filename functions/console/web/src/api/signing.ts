import { AwsV4Signer } from "aws4fetch";
import { hexSha256, type Body } from "./digest";
import type { Credentials } from "./session";

/** Whatever region an endpoint has, it takes this one too. */
const REGION = "auto";

/** Bodies to this size are hashed, so that the endpoint checks what arrives; hashing needs all of them in memory. */
const HASHED = 16 * 1024 * 1024;

export type Service = "s3" | "iam" | "sts";

export interface Unsigned {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Body;
  readonly service: Service;
}

export interface Signed {
  readonly url: string;
  readonly headers: Headers;
}

export async function sign(request: Unsigned, credentials: Credentials): Promise<Signed> {
  const signer = new AwsV4Signer({
    ...pair(credentials),
    method: request.method,
    url: request.url.href,
    headers: { ...request.headers, "X-Amz-Content-Sha256": await hashOf(request.body) },
    service: request.service,
    region: REGION,
  });
  const { url, headers } = await signer.sign();
  return { url: url.href, headers };
}

/** @param seconds how long the address is good for, 1 to 604,800 */
export async function presigned(method: string, url: URL, seconds: number, credentials: Credentials): Promise<string> {
  const expiring = new URL(url);
  expiring.searchParams.set("X-Amz-Expires", String(seconds));
  const signer = new AwsV4Signer({ ...pair(credentials), method, url: expiring.href, service: "s3", region: REGION, signQuery: true });
  return (await signer.sign()).url.href;
}

function pair({ accessKeyId, secretAccessKey }: Credentials): Credentials {
  return { accessKeyId, secretAccessKey };
}

async function hashOf(body: Body = ""): Promise<string> {
  return body instanceof Blob && body.size > HASHED ? "UNSIGNED-PAYLOAD" : hexSha256(body);
}
