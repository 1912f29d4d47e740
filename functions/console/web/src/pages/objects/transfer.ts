import { isCode, ServiceError, UnaddressableError } from "../../api/errors";
import { copyObject, deleteObject } from "../../api/s3";
import { Lanes } from "../../upload/Lanes";
import { persistently } from "../../upload/retry";
import { together } from "../../upload/together";
import { pagesOf, type Contents, type Item, type Measure } from "./contents";
import { copyInParts } from "./copyInParts";
import type { Failure } from "./Failures";

/** Objects that go to other keys: what stands before the rest of each key is replaced. The endpoint copies; no byte passes this page. */
export interface Transfer {
  readonly from: Contents;
  /** What each key begins with, and loses: a folder, or a whole key. */
  readonly before: string;
  readonly to: { readonly bucket: string; readonly after: string };
  /** Whether each is deleted once its copy is made. */
  readonly move: boolean;
  /** Whether what is at the new keys gives way. */
  readonly replace: boolean;
}

export interface NotTransferred extends Failure {
  readonly item: Item;
}

/** CopyObject takes no more (S3 API Reference); larger ones are copied in parts. */
const SINGLE = 5 * 1024 ** 3;

/** Copies at once. */
const WORKERS = 4;

/** Why it cannot begin, or undefined. */
export function transferProblem({ from, before, to }: Transfer): string | undefined {
  if (to.bucket !== from.bucket) {
    return undefined;
  }
  if (to.after === before) {
    return "This is where it is already.";
  }
  return from.prefixes.some((prefix) => (to.after + prefix.slice(before.length)).startsWith(prefix))
    ? "A folder cannot go into itself."
    : undefined;
}

/**
 * Copies or moves object by object. What was done before it is stopped stays done.
 *
 * @param done keys of those that are done: they are left out, and added to, so that it goes on where it stopped
 * @returns those for which it failed
 */
export async function transferAll(
  transfer: Transfer,
  done: Set<string>,
  onProgress: (so: Measure) => void,
  signal: AbortSignal,
): Promise<NotTransferred[]> {
  const lanes = new Lanes(WORKERS);
  const failures: NotTransferred[] = [];
  let [objects, bytes] = [0, 0];
  const advance = (more: number, ended: number) => {
    bytes += more;
    objects += ended;
    onProgress({ objects, bytes });
  };

  for await (const items of pagesOf(transfer.from, signal)) {
    const each = async (item: Item, unlessBroken: AbortSignal) => {
      if (done.has(item.key)) {
        advance(item.size, 1);
        return;
      }
      const failure = await attempt(transfer, item, lanes, (count) => advance(count, 0), unlessBroken);
      if (failure) {
        failures.push(failure);
      } else {
        done.add(item.key);
        advance(0, 1);
      }
    };
    await together(items, WORKERS, each, signal);
  }
  return failures;
}

async function attempt(
  transfer: Transfer,
  item: Item,
  lanes: Lanes,
  onBytes: (count: number) => void,
  signal: AbortSignal,
): Promise<NotTransferred | undefined> {
  try {
    await transferOne(transfer, item, lanes, onBytes, signal);
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ServiceError || error instanceof UnaddressableError) {
      const message = isCode(error, "PreconditionFailed") ? refusedBy(transfer) : error.message;
      return { key: item.key, item, code: error instanceof ServiceError ? error.code : "", message };
    }
    throw error;
  }
}

/** A copy that may replace nothing is refused if something is there; one that is to be deleted from, if it has changed meanwhile. */
function refusedBy({ replace, move }: Transfer): string {
  const reasons = [!replace && "there is an object at the new place already", move && "this object has changed since it was listed"];
  const text = reasons.filter(Boolean).join(", or ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

async function transferOne(
  { from, before, to, move, replace }: Transfer,
  item: Item,
  lanes: Lanes,
  onBytes: (count: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const source = { bucket: from.bucket, key: item.key };
  const target = { bucket: to.bucket, key: to.after + item.key.slice(before.length) };
  const condition = replace ? undefined : "*";
  const steadily = <T>(work: () => Promise<T>) => persistently(lanes, work, signal, () => undefined);
  if (item.size > SINGLE) {
    await copyInParts(source, target, condition, lanes, onBytes, signal);
  } else {
    const headers = { "if-none-match": condition, "x-amz-copy-source-if-match": move ? item.etag : undefined };
    await steadily(() => copyObject(source, target, headers, signal));
    onBytes(item.size);
  }
  if (move) {
    await steadily(() => deleteObject(from.bucket, { key: item.key }, signal, item.etag));
  }
}
