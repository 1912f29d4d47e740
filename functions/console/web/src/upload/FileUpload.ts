import { isCode } from "../api/errors";
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listParts,
  putObject,
  uploadPart,
  type UploadId,
} from "../api/s3";
import { endpointFor, FUNCTION_LIMIT, settings } from "../api/settings";
import type { Lanes } from "./Lanes";
import { planOf, SINGLE, sizeOfPart, slicePart, type PartPlan } from "./partPlan";
import { forgetUpload, keepUpload, recallUpload } from "./resumable";
import { isPassing, persistently, unlessStalled } from "./retry";
import { together } from "./together";

export type UploadState = "waiting" | "uploading" | "paused" | "failed" | "done" | "cancelled";

/** Parts of one file that are sent at once. */
const WORKERS = 3;

/** Waits for no signal: what was begun here must end. */
const UNSTOPPED = new AbortController().signal;

let count = 0;

/** One file on its way to one key. It knows which parts have arrived, so that it goes on where it stopped. */
export class FileUpload {
  readonly id = count++;
  state: UploadState = "waiting";
  /** Why it failed. */
  error: unknown;
  /** Why it waits before it tries again, while it is uploading. */
  obstacle: unknown;

  readonly #plan: PartPlan;
  readonly #endpoint: string;
  #uploadId: string | undefined;
  /** ETags of the parts that have arrived, by number. */
  readonly #arrived = new Map<number, string>();
  #arrivedBytes = 0;
  /** Bytes of requests under way, by part number. */
  readonly #leaving = new Map<number, number>();
  #stop = new AbortController();
  #running: Promise<void> | undefined;
  readonly #onChange: () => void;

  constructor(
    readonly bucket: string,
    readonly key: string,
    readonly file: File,
    onChange: () => void,
  ) {
    this.#plan = planOf(file.size);
    this.#endpoint = endpointFor(file.size);
    this.#onChange = onChange;
  }

  /** Bytes that have arrived or are leaving. */
  get sent(): number {
    if (this.state === "done") {
      return this.file.size;
    }
    let sent = this.#arrivedBytes;
    for (const bytes of this.#leaving.values()) {
      sent += bytes;
    }
    return Math.min(sent, this.file.size);
  }

  /** Whether it will go on by itself. */
  get pending(): boolean {
    return this.state === "waiting" || this.state === "uploading";
  }

  /** Whether a run of it has not come to its end yet, be it stopped or not. */
  get running(): boolean {
    return this.#running !== undefined;
  }

  /** Uploads until it is done, has failed, or is stopped; which of them, its state says. */
  async run(lanes: Lanes): Promise<void> {
    this.state = "uploading";
    this.error = undefined;
    this.#stop = new AbortController();
    this.#running = this.#upload(lanes, this.#stop.signal);
    await this.#running;
    this.#running = undefined;
    this.#leaving.clear();
    this.obstacle = undefined;
    this.#onChange();
  }

  pause(): void {
    if (this.pending) {
      this.#halt("paused");
    }
  }

  /** Also after it has failed. */
  resume(): void {
    if (this.state === "paused" || this.state === "failed") {
      this.state = "waiting";
      this.error = undefined;
      this.#onChange();
    }
  }

  /** Removes what has arrived, too. */
  async cancel(): Promise<void> {
    if (this.state === "done" || this.state === "cancelled") {
      return;
    }
    this.#halt("cancelled");
    await this.#running;
    await this.#discard();
  }

  /** As pausing, but nobody is signed in any more. */
  drop(): void {
    this.#halt("cancelled");
  }

  #halt(state: "paused" | "cancelled"): void {
    this.state = state;
    this.#stop.abort(new DOMException("The upload was stopped", "AbortError"));
    this.#onChange();
  }

  async #upload(lanes: Lanes, signal: AbortSignal): Promise<void> {
    try {
      if (settings().functionLimits && !settings().streamingEndpoint && this.file.size > FUNCTION_LIMIT) {
        throw new TooLargeHereError();
      }
      if (this.file.size <= SINGLE) {
        await this.#put(lanes, signal);
      } else {
        await this.#multipart(lanes, signal);
      }
      this.state = "done";
    } catch (error) {
      if (!signal.aborted) {
        this.state = "failed";
        this.error = error;
      }
    }
  }

  async #put(lanes: Lanes, signal: AbortSignal): Promise<void> {
    await this.#persist(lanes, 1, signal, (onProgress, unlessStopped) =>
      putObject(this.bucket, this.key, this.file, {
        contentType: this.file.type,
        onProgress,
        signal: unlessStopped,
        endpoint: this.#endpoint,
      }),
    );
  }

  async #multipart(lanes: Lanes, signal: AbortSignal): Promise<void> {
    for (let beganAnew = false; ; beganAnew = true) {
      try {
        await this.#begin(lanes, signal);
        await this.#sendParts(lanes, signal);
        await this.#complete(lanes);
        return;
      } catch (error) {
        // A lifecycle rule or somebody else removed it.
        if (!isCode(error, "NoSuchUpload") || beganAnew) {
          throw error;
        }
        this.#forget();
      }
    }
  }

  async #begin(lanes: Lanes, signal: AbortSignal): Promise<void> {
    if (this.#uploadId) {
      return;
    }
    const kept = recallUpload(this.bucket, this.key, this.file);
    if (kept && (await this.#adopt(kept, lanes, signal))) {
      return;
    }
    const headers = { "content-type": this.file.type || "application/octet-stream" };
    this.#uploadId = await this.#steadily(lanes, signal, () =>
      createMultipartUpload(this.bucket, this.key, headers, signal, this.#endpoint),
    );
    keepUpload(this.bucket, this.key, this.file, this.#uploadId);
  }

  /** Goes on with an upload from before this page was loaded, if it still exists. */
  async #adopt(uploadId: string, lanes: Lanes, signal: AbortSignal): Promise<boolean> {
    try {
      const parts = await this.#steadily(lanes, signal, () => listParts(this.bucket, this.#id(uploadId), signal));
      this.#uploadId = uploadId;
      for (const { number, etag, size } of parts) {
        if (number <= this.#plan.count && size === sizeOfPart(this.#plan, number)) {
          this.#arrive(number, etag);
        }
      }
      return true;
    } catch (error) {
      if (isCode(error, "NoSuchUpload", "AccessDenied")) {
        forgetUpload(this.bucket, this.key, uploadId);
        return false;
      }
      throw error;
    }
  }

  async #sendParts(lanes: Lanes, signal: AbortSignal): Promise<void> {
    const missing = Array.from({ length: this.#plan.count }, (_, at) => at + 1).filter((number) => !this.#arrived.has(number));
    await together(missing, WORKERS, (number, unlessBroken) => this.#sendPart(lanes, number, unlessBroken), signal);
  }

  async #sendPart(lanes: Lanes, number: number, signal: AbortSignal): Promise<void> {
    const id = this.#id(this.#uploadId!);
    const etag = await this.#persist(lanes, number, signal, (onProgress, unlessStopped) =>
      uploadPart(this.bucket, id, number, slicePart(this.file, this.#plan, number), onProgress, unlessStopped),
    );
    this.#arrive(number, etag);
  }

  #arrive(number: number, etag: string): void {
    this.#arrived.set(number, etag);
    this.#arrivedBytes += sizeOfPart(this.#plan, number);
    this.#onChange();
  }

  /** Not stopped on the way: its answer tells what became of the object. */
  async #complete(lanes: Lanes): Promise<void> {
    const id = this.#id(this.#uploadId!);
    const parts = [...this.#arrived].map(([number, etag]) => ({ number, etag })).sort((one, other) => one.number - other.number);
    await this.#steadily(lanes, UNSTOPPED, () => completeMultipartUpload(this.bucket, id, parts));
    this.#forget();
  }

  async #discard(): Promise<void> {
    if (this.#uploadId && this.state === "cancelled") {
      const id = this.#id(this.#uploadId);
      this.#forget();
      try {
        await abortMultipartUpload(this.bucket, id);
      } catch (error) {
        if (!isCode(error, "NoSuchUpload")) {
          // Its parts stay until a lifecycle rule or somebody else removes them.
          this.error = error;
          this.#onChange();
        }
      }
    }
  }

  #id(uploadId: string): UploadId {
    return { key: this.key, uploadId, endpoint: this.#endpoint };
  }

  #forget(): void {
    forgetUpload(this.bucket, this.key, this.#uploadId!);
    this.#uploadId = undefined;
    this.#arrived.clear();
    this.#arrivedBytes = 0;
  }

  /** Sends bytes, and counts them, until they have arrived. */
  async #persist<T>(
    lanes: Lanes,
    number: number,
    signal: AbortSignal,
    send: (onProgress: (sent: number) => void, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.#steadily(lanes, signal, async () => {
        try {
          return await unlessStalled(
            (alive, unlessStopped) =>
              send((sent) => {
                alive();
                this.#leaving.set(number, sent);
                this.#onChange();
              }, unlessStopped),
            signal,
          );
        } catch (error) {
          throw isPassing(error) && !(await isReadable(this.file)) ? new ChangedFileError() : error;
        } finally {
          this.#leaving.delete(number);
        }
      });
    } finally {
      this.#leaving.delete(number);
    }
  }

  #steadily<T>(lanes: Lanes, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    return persistently(lanes, work, signal, (obstacle) => {
      if (this.obstacle !== obstacle) {
        this.obstacle = obstacle;
        this.#onChange();
      }
    });
  }
}

/** Browsers report a file that changed, or went, in the middle of a request as they do a lost connection. */
async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

class ChangedFileError extends Error {
  constructor() {
    super("The file has changed since it was chosen, or can no longer be read. Choose it again.");
  }
}

class TooLargeHereError extends Error {
  constructor() {
    super("This endpoint takes no more than 4.5 MB at once. It has no streaming endpoint for more.");
  }
}
