// What drivers for Node.js share: a driver calls main(version, jobs).
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";

export const { S3_URL, BUCKET, LISTING, FILES, TREE, PACKAGES } = process.env;
export const REGION = process.env.AWS_DEFAULT_REGION;
export const KEY = process.env.AWS_ACCESS_KEY_ID;
export const SECRET = process.env.AWS_SECRET_ACCESS_KEY;

/** A package that --install has put where it belongs. */
export const packaged = createRequire(PACKAGES + "/");

export function packageVersion(name) {
  try {
    packaged(name);
    return `${name} ${JSON.parse(readFileSync(join(PACKAGES, "node_modules", name, "package.json"))).version}`;
  } catch (e) {
    throw new Error(`${name} is not installed, which --install does, or cannot be loaded: ${e.message.split("\n")[0]}`);
  }
}
export function equal(expected, actual, what) {
  if (JSON.stringify(expected) !== JSON.stringify(actual)) {
    throw new Error(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
  }
}
export function sameBytes(expected, actual, what) {
  if (Buffer.compare(Buffer.from(expected), Buffer.from(actual)) !== 0) {
    throw new Error(`${what} is not what was stored`);
  }
}
export const content = name => readFileSync(join(FILES, name));
export const files = () => readdirSync(FILES).filter(name => statSync(join(FILES, name)).size < 100_000_000);
export function* tree(directory = TREE) {
  for (const name of readdirSync(directory)) {
    const path = join(directory, name);
    if (statSync(path).isDirectory()) {
      yield* tree(path);
    } else {
      yield [path, relative(TREE, path)];
    }
  }
}
export async function bytesOf(stream) {
  const pieces = [];
  for await (const piece of stream) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
/** The promise must fail with one of the codes. */
export async function refused(codes, promise) {
  const error = await promise.then(() => null, e => e);
  if (!error) {
    throw new Error(`this should have been refused with ${codes}`);
  }
  const code = error.Code ?? error.code ?? error.name;
  if (!codes.includes(code) && !codes.includes(error.name)) {
    throw error;
  }
}
export async function main(version, jobs) {
  try {
    if (process.argv[2] === "version") {
      console.log(await version());
    } else if (process.argv[2] === "jobs") {
      console.log(Object.keys(jobs).join("\n"));
    } else {
      await jobs[process.argv[3]]();
    }
    process.exit(0);
  } catch (e) {
    console.log(e.stack);
    console.log("RequestId:", e.$metadata?.requestId ?? e.requestid ?? "unknown");
    console.log(`${e.name}: ${e.message}`.split("\n")[0]);
    process.exit(1);
  }
}
