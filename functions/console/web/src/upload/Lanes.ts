import { wait } from "./waiting";

/** Lets a few requests run at once, whatever they are for, so that browsing goes on beside uploads. */
export class Lanes {
  #free: number;
  readonly #queue: (() => void)[] = [];
  /** No request starts before, be it one that waited for a lane meanwhile. */
  #closedUntil = 0;

  constructor(count: number) {
    this.#free = count;
  }

  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.#enter();
    try {
      signal.throwIfAborted();
      while (this.closedFor > 0) {
        await wait(this.closedFor, signal);
      }
      return await work();
    } finally {
      this.#leave();
    }
  }

  /** The endpoint asked to slow down: nothing starts for a while. */
  close(milliseconds: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, Date.now() + milliseconds);
  }

  /** How long it stays closed, in milliseconds. */
  get closedFor(): number {
    return Math.max(this.#closedUntil - Date.now(), 0);
  }

  async #enter(): Promise<void> {
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    await new Promise<void>((resolve) => this.#queue.push(resolve));
  }

  #leave(): void {
    const next = this.#queue.shift();
    if (next) {
      next();
    } else {
      this.#free++;
    }
  }
}
