import { onSessionChange, session } from "../api/session";
import type { Chosen } from "./files";
import { FileUpload } from "./FileUpload";
import { Lanes } from "./Lanes";
import { Speed } from "./Speed";

/** Requests at once: browsers make six to one host, and somebody goes on browsing. */
const REQUESTS = 4;

/** Files at once. */
const FILES = 4;

/** Between two announcements of changes, in milliseconds. */
const PACE = 100;

/** What was asked to be uploaded since the page was loaded, and how far it is. */
export class UploadQueue {
  #uploads: readonly FileUpload[] = [];
  #announcing: ReturnType<typeof setTimeout> | undefined;
  readonly #lanes = new Lanes(REQUESTS);
  readonly #speed = new Speed();
  readonly #listeners = new Set<() => void>();
  readonly #doneListeners = new Set<(upload: FileUpload) => void>();

  get uploads(): readonly FileUpload[] {
    return this.#uploads;
  }

  /** Whether leaving the page would interrupt something. */
  get busy(): boolean {
    return this.#uploads.some((upload) => upload.pending || upload.running);
  }

  /** Bytes per second in the last seconds. */
  get speed(): number {
    return this.#speed.value;
  }

  /** @param prefix of the folder they go to */
  add(bucket: string, prefix: string, files: readonly Chosen[]): void {
    const unfinished = new Map(
      this.#uploads
        .filter((upload) => upload.state !== "done" && upload.state !== "cancelled")
        .map((upload) => [`${upload.bucket}/${upload.key}`, upload]),
    );
    const added: FileUpload[] = [];
    for (const { path, file } of files) {
      const key = prefix + path;
      const before = unfinished.get(`${bucket}/${key}`);
      if (before && before.file.size === file.size && before.file.lastModified === file.lastModified) {
        before.resume();
        continue;
      }
      void before?.cancel();
      added.push(new FileUpload(bucket, key, file, () => this.#announce()));
    }
    this.#uploads = [...this.#uploads, ...added];
    this.#announce();
    this.#pump();
  }

  pause(): void {
    for (const upload of this.#uploads) {
      upload.pause();
    }
  }

  /** Those that are paused, or also those that failed. */
  resume(upload?: FileUpload): void {
    for (const one of upload ? [upload] : this.#uploads) {
      one.resume();
    }
    this.#pump();
  }

  cancel(): void {
    // From the end, so that none of those that wait begins in between.
    for (const upload of this.#uploads.toReversed()) {
      void upload.cancel();
    }
  }

  /** Takes those off the list that are over. */
  clear(): void {
    this.#uploads = this.#uploads.filter((upload) => upload.pending || upload.state === "paused");
    this.#announce();
  }

  /** Calls back after changes, ten times a second at most; answers how to stop that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls back for each upload that is done. */
  onDone(listener: (upload: FileUpload) => void): () => void {
    this.#doneListeners.add(listener);
    return () => this.#doneListeners.delete(listener);
  }

  /** Nobody is signed in any more. What has arrived stays, so that it goes on where the same file is chosen again. */
  dropAll(): void {
    for (const upload of this.#uploads.filter(({ state }) => state !== "done")) {
      upload.drop();
    }
    this.#uploads = [];
    this.#announce();
  }

  #pump(): void {
    let running = this.#uploads.filter((upload) => upload.running).length;
    for (const upload of this.#uploads) {
      if (running >= FILES) {
        return;
      }
      if (upload.state === "waiting" && !upload.running) {
        running++;
        void this.#run(upload);
      }
    }
  }

  async #run(upload: FileUpload): Promise<void> {
    await upload.run(this.#lanes);
    if (upload.state === "done") {
      for (const listener of this.#doneListeners) {
        listener(upload);
      }
    }
    this.#pump();
  }

  #announce(): void {
    this.#announcing ??= setTimeout(() => {
      this.#announcing = undefined;
      this.#speed.note(this.#uploads.reduce((sum, upload) => sum + upload.sent, 0));
      for (const listener of this.#listeners) {
        listener();
      }
    }, PACE);
  }
}

/** All of this page's uploads: they go on whichever page is shown. */
export const uploads = new UploadQueue();

onSessionChange(() => {
  if (!session()) {
    uploads.dropAll();
  }
});
