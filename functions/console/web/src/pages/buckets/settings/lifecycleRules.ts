import { childOf, childrenOf, s3Document, textOf, type XmlNode } from "../../../api/xml";
import type { Example } from "./RulesEditor";

/** A lifecycle Rule; fields that are empty ask for nothing. */
export interface LifecycleRule {
  readonly id: string;
  readonly enabled: boolean;
  readonly prefix: string;
  /** key=value, one a line. */
  readonly tags: string;
  readonly largerThan: string;
  readonly smallerThan: string;
  readonly days: string;
  readonly noncurrentDays: string;
  readonly noncurrentKept: string;
  readonly uploadDays: string;
  readonly loneMarkers: boolean;
}

const NOTHING: LifecycleRule = {
  id: "",
  enabled: true,
  prefix: "",
  tags: "",
  largerThan: "",
  smallerThan: "",
  days: "",
  noncurrentDays: "",
  noncurrentKept: "",
  uploadDays: "",
  loneMarkers: false,
};

export const LIFECYCLE_EXAMPLES: readonly Example<LifecycleRule>[] = [
  { title: "Delete tmp/ after 7 days", rule: { ...NOTHING, id: "temporary files", prefix: "tmp/", days: "7" } },
  { title: "Clear unfinished uploads", rule: { ...NOTHING, id: "unfinished uploads", uploadDays: "7" } },
  {
    title: "Keep old versions for 30 days",
    rule: { ...NOTHING, id: "old versions", noncurrentDays: "30", loneMarkers: true },
  },
];

/** Every element the form knows, by its path below Rule. */
const KNOWN = new Set([
  "ID",
  "Status",
  "Filter",
  "Filter/Prefix",
  "Filter/Tag",
  "Filter/Tag/Key",
  "Filter/Tag/Value",
  "Filter/ObjectSizeGreaterThan",
  "Filter/ObjectSizeLessThan",
  "Filter/And",
  "Filter/And/Prefix",
  "Filter/And/Tag",
  "Filter/And/Tag/Key",
  "Filter/And/Tag/Value",
  "Filter/And/ObjectSizeGreaterThan",
  "Filter/And/ObjectSizeLessThan",
  "Expiration",
  "Expiration/Days",
  "Expiration/ExpiredObjectDeleteMarker",
  "NoncurrentVersionExpiration",
  "NoncurrentVersionExpiration/NoncurrentDays",
  "NoncurrentVersionExpiration/NewerNoncurrentVersions",
  "AbortIncompleteMultipartUpload",
  "AbortIncompleteMultipartUpload/DaysAfterInitiation",
]);

export function lifecycleRulesOf(root: Element): LifecycleRule[] | null {
  const rules = childrenOf(root, "Rule");
  return root.localName === "LifecycleConfiguration" && rules.every((rule) => knows(rule, "") && tagsOf(rule).every(fitsLine))
    ? rules.map(ruleOf)
    : null;
}

function knows(element: Element, path: string): boolean {
  return [...element.children].every((child) => KNOWN.has(path + child.localName) && knows(child, `${path}${child.localName}/`));
}

/** Whether a tag is the same after it was a line of the form, which splits at the first equals sign and takes no spaces around. */
function fitsLine(tag: Element): boolean {
  const [key, value] = [textOf(tag, "Key"), textOf(tag, "Value")];
  return key === key.trim() && value === value.trim() && !/[=\n]/.test(key) && !value.includes("\n");
}

function conditionsOf(rule: Element): Element | undefined {
  return childOf(rule, "Filter", "And") ?? childOf(rule, "Filter");
}

function tagsOf(rule: Element): Element[] {
  return childrenOf(conditionsOf(rule), "Tag");
}

function ruleOf(rule: Element): LifecycleRule {
  const filter = conditionsOf(rule);
  return {
    id: textOf(rule, "ID"),
    enabled: textOf(rule, "Status") === "Enabled",
    prefix: textOf(filter, "Prefix"),
    tags: tagsOf(rule)
      .map((tag) => `${textOf(tag, "Key")}=${textOf(tag, "Value")}`)
      .join("\n"),
    largerThan: textOf(filter, "ObjectSizeGreaterThan"),
    smallerThan: textOf(filter, "ObjectSizeLessThan"),
    days: textOf(rule, "Expiration", "Days"),
    loneMarkers: textOf(rule, "Expiration", "ExpiredObjectDeleteMarker") === "true",
    noncurrentDays: textOf(rule, "NoncurrentVersionExpiration", "NoncurrentDays"),
    noncurrentKept: textOf(rule, "NoncurrentVersionExpiration", "NewerNoncurrentVersions"),
    uploadDays: textOf(rule, "AbortIncompleteMultipartUpload", "DaysAfterInitiation"),
  };
}

export function lifecycleDocument(rules: readonly LifecycleRule[]): string {
  return s3Document(
    "LifecycleConfiguration",
    rules.map((rule) => [
      "Rule",
      [
        ...optional("ID", rule.id),
        ["Filter", filterOf(rule)],
        ["Status", rule.enabled ? "Enabled" : "Disabled"],
        ...group("Expiration", [
          ...optional("Days", rule.days),
          ...(rule.loneMarkers ? [["ExpiredObjectDeleteMarker", true] as const] : []),
        ]),
        ...group("NoncurrentVersionExpiration", [
          ...optional("NoncurrentDays", rule.noncurrentDays),
          ...optional("NewerNoncurrentVersions", rule.noncurrentKept),
        ]),
        ...group("AbortIncompleteMultipartUpload", optional("DaysAfterInitiation", rule.uploadDays)),
      ],
    ]),
  );
}

/** S3 wants several conditions inside And, and one without it. */
function filterOf(rule: LifecycleRule): XmlNode[] {
  const conditions = [
    // A prefix counts as typed: it may begin or end with a space.
    ...(rule.prefix === "" ? [] : [["Prefix", rule.prefix] as const]),
    ...rule.tags
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map(tagOf),
    ...optional("ObjectSizeGreaterThan", rule.largerThan),
    ...optional("ObjectSizeLessThan", rule.smallerThan),
  ];
  return conditions.length > 1 ? [["And", conditions]] : conditions;
}

function tagOf(line: string): XmlNode {
  const equals = line.indexOf("=");
  const [key, value] = equals < 0 ? [line, ""] : [line.slice(0, equals), line.slice(equals + 1)];
  return [
    "Tag",
    [
      ["Key", key.trim()],
      ["Value", value.trim()],
    ],
  ];
}

function optional(name: string, text: string): XmlNode[] {
  return text.trim() === "" ? [] : [[name, text.trim()]];
}

function group(name: string, children: XmlNode[]): XmlNode[] {
  return children.length === 0 ? [] : [[name, children]];
}
