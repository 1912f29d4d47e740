const MIB = 1024 * 1024;

/** Files to this size go in one request. */
export const SINGLE = 8 * MIB;

/** S3 takes no more of one upload. */
const MOST_PARTS = 10_000;

/** The smallest that S3 takes: a part that is interrupted is sent again from its beginning. */
const PART = 5 * MIB;

/** How a file is cut: all parts have the same size, but the last. */
export interface PartPlan {
  readonly fileSize: number;
  readonly partSize: number;
  readonly count: number;
}

/** Parts grow with the file, so that 10,000 of them suffice. */
export function planOf(fileSize: number, smallest = PART): PartPlan {
  const partSize = Math.max(smallest, Math.ceil(fileSize / MOST_PARTS / MIB) * MIB);
  return { fileSize, partSize, count: Math.max(Math.ceil(fileSize / partSize), 1) };
}

/** @param number from 1 on */
export function sizeOfPart(plan: PartPlan, number: number): number {
  return Math.min(plan.partSize, plan.fileSize - (number - 1) * plan.partSize);
}

export function slicePart(file: File, plan: PartPlan, number: number): Blob {
  const start = (number - 1) * plan.partSize;
  return file.slice(start, start + sizeOfPart(plan, number));
}
