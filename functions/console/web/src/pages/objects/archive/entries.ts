import { ServiceError, UnaddressableError, UnreachableError } from "../../../api/errors";
import { getObject } from "../../../api/s3";
import { endpointFor } from "../../../api/settings";
import type { Item } from "../contents";
import { isPassing, pauseAfter } from "../../../upload/retry";
import { wait } from "../../../upload/waiting";
import { EntryNames } from "./EntryNames";

/** What goes into the archive, as client-zip takes it; a folder has neither size nor bytes. */
export type Entry =
  | { readonly name: string; readonly lastModified: Date; readonly size: number; readonly input: AsyncIterable<Uint8Array> }
  | { readonly name: string };

/** An object that is not in the archive. */
export interface Missing {
  readonly key: string;
  readonly code: string;
  readonly message: string;
}

interface Watcher {
  readonly onBytes: (count: number) => void;
  readonly onMissing: (missing: Missing) => void;
}

/** Objects to this size, in bytes, are fetched before they are written: waiting for each answer would take longer than reading it. */
const SMALL = 256 * 1024;
const AHEAD = 6;

/** An object that breaks off is asked for again, so often without a byte in between. */
const MOST_FAILURES = 6;

/** An answer whose head has arrived. */
interface Opened {
  readonly item: Item;
  readonly response: Response;
  /** All of it, if it is small. */
  readonly bytes?: Uint8Array;
}

/**
 * The objects one after the other, as they are read. What cannot be opened is left out and told; what breaks off for good fails the archive,
 * since its beginning has been written already.
 *
 * @param folder names in the archive begin after it
 */
export async function* entriesOf(
  bucket: string,
  folder: string,
  pages: AsyncIterable<readonly Item[]>,
  { onBytes, onMissing }: Watcher,
  signal: AbortSignal,
): AsyncGenerator<Entry> {
  const names = new EntryNames();
  const ahead: Promise<Opened | Missing>[] = [];

  async function* written(left: number): AsyncGenerator<Entry> {
    while (ahead.length > left) {
      const opened = await ahead.shift()!;
      if ("code" in opened) {
        onMissing(opened);
      } else {
        const { item, response, bytes } = opened;
        yield {
          name: names.nameOf(item.key.slice(folder.length)),
          lastModified: new Date(response.headers.get("last-modified") ?? Date.now()),
          size: Number(response.headers.get("content-length")),
          input: counted(bytes ? once(bytes) : bodyOf(bucket, item.key, response, signal), onBytes),
        };
      }
    }
  }

  for await (const items of pages) {
    for (const item of items) {
      if (item.size === 0 && item.key.endsWith("/")) {
        yield { name: `${names.nameOf(item.key.slice(folder.length, -1))}/` };
        continue;
      }
      const opening = open(bucket, item, signal);
      // Whoever awaits it later is told.
      opening.catch(() => undefined);
      ahead.push(opening);
      // The endpoint gives up an answer that nobody reads: nothing is opened beside a large object.
      yield* written(item.size <= SMALL ? AHEAD : 0);
    }
  }
  yield* written(0);
}

async function open(bucket: string, item: Item, signal: AbortSignal): Promise<Opened | Missing> {
  try {
    return await persistently(() => fetched(bucket, item, signal), signal);
  } catch (error) {
    if (error instanceof ServiceError || error instanceof UnaddressableError) {
      return { key: item.key, code: error instanceof ServiceError ? error.code : "", message: error.message };
    }
    throw error;
  }
}

async function fetched(bucket: string, item: Item, signal: AbortSignal): Promise<Opened> {
  const response = await getObject(bucket, item, { asStored: true, signal, endpoint: endpointFor(item.size) });
  if (Number(response.headers.get("content-length")) > SMALL) {
    return { item, response };
  }
  return { item, response, bytes: new Uint8Array(await reading(response.arrayBuffer(), signal)) };
}

/** The bytes of an answer, and of further ones for the rest if it breaks off; all are of one state of the object. */
async function* bodyOf(bucket: string, key: string, first: Response, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const size = Number(first.headers.get("content-length"));
  const options = { asStored: true, ifMatch: first.headers.get("etag") ?? undefined, signal, endpoint: endpointFor(size) };
  let response = first;
  let sent = 0;
  let failures = 0;
  for (;;) {
    const reader = response.body!.getReader();
    try {
      for (;;) {
        const { done, value } = await reading(reader.read(), signal);
        if (done) {
          break;
        }
        sent += value.length;
        failures = 0;
        yield value;
      }
      if (sent >= size) {
        return;
      }
    } catch (error) {
      if (!isPassing(error)) {
        throw error;
      }
    } finally {
      reader.cancel().catch(() => undefined);
    }
    if (++failures > MOST_FAILURES) {
      throw new UnreachableError();
    }
    await wait(pauseAfter(undefined, failures), signal);
    const range = `bytes=${sent}-`;
    response = await persistently(() => getObject(bucket, { key }, { ...options, range }), signal);
  }
}

async function persistently<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (!isPassing(error) || failures >= MOST_FAILURES) {
        throw error;
      }
      await wait(pauseAfter(error, failures), signal);
    }
  }
}

/** Browsers report a body that broke off as a TypeError. */
async function reading<T>(read: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await read;
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof TypeError ? new UnreachableError() : error;
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* counted(chunks: AsyncIterable<Uint8Array>, onBytes: (count: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    onBytes(chunk.length);
    yield chunk;
  }
}
