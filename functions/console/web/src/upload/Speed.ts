/** Of the last seconds alone, in milliseconds. */
const WINDOW = 5_000;

/** How fast a count grows. */
export class Speed {
  #samples: { readonly at: number; readonly count: number }[] = [];

  note(count: number, at = performance.now()): void {
    this.#samples = [...this.#samples.filter((sample) => sample.at >= at - WINDOW), { at, count }];
  }

  /** A second's growth. */
  get value(): number {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    return first && last && last.at > first.at ? (Math.max(last.count - first.count, 0) / (last.at - first.at)) * 1_000 : 0;
  }
}
