/** What counts go by, and what bytes go by. */
export type Unit = 1_000 | 1_024;

/** The end of an axis: the first round number, 1, 2, 2.5, 5 or 10 times a power, that is not less than the largest value. */
export function topOf(most: number, unit: Unit): number {
  if (most <= 1) {
    return 1;
  }
  let factor = 1;
  while (factor * unit <= most) {
    factor *= unit;
  }
  const shown = most / factor;
  const power = 10 ** Math.floor(Math.log10(shown));
  const round = [1, 2, 2.5, 5, 10].find((step) => step * power >= shown)!;
  return Math.min(round * power, unit) * factor;
}
