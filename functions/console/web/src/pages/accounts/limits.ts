import type { Limits } from "../../api/iam";
import type { LimitParameters } from "../../api/accounts";
import { formatBytes, formatNumber } from "../../ui/format";

export type LimitName = keyof Limits;

/** What is typed for each limit: a number, "none", or nothing if the plan's holds. */
export type LimitTexts = Readonly<Record<LimitName, string>>;

interface LimitField {
  readonly name: LimitName;
  readonly label: string;
  readonly parameter: string;
  readonly bytes: boolean;
  readonly least: number;
  readonly most: number;
}

const MOST_COUNT = 2 ** 31 - 1;

export const LIMITS: readonly LimitField[] = [
  { name: "maxBytes", label: "Storage", parameter: "MaxBytes", bytes: true, least: 0, most: Number.MAX_SAFE_INTEGER },
  { name: "maxObjects", label: "Objects", parameter: "MaxObjects", bytes: false, least: 0, most: Number.MAX_SAFE_INTEGER },
  { name: "maxBuckets", label: "Buckets", parameter: "MaxBuckets", bytes: false, least: 0, most: MOST_COUNT },
  { name: "maxUploads", label: "Uploads in progress", parameter: "MaxUploads", bytes: false, least: 0, most: Number.MAX_SAFE_INTEGER },
  { name: "requestsPerSecond", label: "Requests a second", parameter: "RequestsPerSecond", bytes: false, least: 1, most: MOST_COUNT },
];

const NONE = "none";
const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

export const NO_TEXTS: LimitTexts = { maxBytes: "", maxObjects: "", maxBuckets: "", maxUploads: "", requestsPerSecond: "" };

/** The limits as they would be typed. */
export function textsOf(limits: Limits): LimitTexts {
  const texts: Record<LimitName, string> = { ...NO_TEXTS };
  for (const { name } of LIMITS) {
    texts[name] = limits[name] === undefined ? NONE : String(limits[name]);
  }
  return texts;
}

/** A number, "none", or undefined for what is neither. */
export function parseLimit(field: LimitField, text: string): number | "none" | undefined {
  const typed = text.trim().toLowerCase().replaceAll(",", "");
  if (typed === NONE) {
    return NONE;
  }
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/.exec(typed);
  const unit = match && (field.bytes || match[2] === "") ? UNITS[match[2] ?? ""] : undefined;
  const value = unit === undefined ? Number.NaN : Number(match?.[1]) * unit;
  return Number.isInteger(value) && value >= field.least && value <= field.most ? value : undefined;
}

/** The parameters of a request; undefined if a text is no limit. Limits that are not typed are left to the plan. */
export function parametersOf(texts: LimitTexts): LimitParameters | undefined {
  const parameters: Record<string, string> = {};
  for (const field of LIMITS) {
    if (texts[field.name].trim() === "") {
      continue;
    }
    const limit = parseLimit(field, texts[field.name]);
    if (limit === undefined) {
      return undefined;
    }
    parameters[field.parameter] = String(limit);
  }
  return parameters;
}

/** A limit in words. */
export function limitText(field: LimitField, limit: number | undefined): string {
  return limit === undefined ? "No limit" : field.bytes ? formatBytes(limit) : formatNumber(limit);
}
