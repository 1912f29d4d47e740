/** A rule for the names of buckets, in words. */
export interface NameRule {
  readonly text: string;
  readonly holds: boolean;
}

const RESERVED_PREFIXES = ["xn--", "sthree-", "amzn-s3-demo-"];
const RESERVED_SUFFIXES = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];
const RESERVED = ["ping", "sping", "coffer", "console"];

/** AWS's rules (S3 User Guide, bucket naming rules), as the endpoint checks them; the last only if a name breaks it. */
export function nameRules(name: string, dotted: boolean): NameRule[] {
  const characters = dotted ? /^[a-z0-9.-]*$/ : /^[a-z0-9-]*$/;
  const reserved =
    RESERVED.includes(name) ||
    RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix)) ||
    RESERVED_SUFFIXES.some((suffix) => name.endsWith(suffix));
  const rules = [
    { text: "3 to 63 characters", holds: name.length >= 3 && name.length <= 63 },
    { text: `Lower-case letters, digits${dotted ? ", dashes and dots" : " and dashes"} only`, holds: characters.test(name) && name !== "" },
    { text: "Begins and ends with a letter or a digit", holds: /^[a-z0-9]/i.test(name) && /[a-z0-9]$/i.test(name) },
  ];
  if (dotted && name.includes(".")) {
    rules.push({ text: "A letter or a digit on both sides of every dot", holds: !/\.[.-]|-\./.test(name) });
    rules.push({ text: "No IP address", holds: !/^\d+\.\d+\.\d+\.\d+$/.test(name) });
  }
  if (reserved) {
    rules.push({ text: "None of the names that are reserved", holds: false });
  }
  return rules;
}

/** A name that keeps the rules and is close to what was typed. */
export function suggestedName(typed: string, dotted: boolean): string {
  return typed
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(dotted ? /[^a-z0-9.-]+/g : /[^a-z0-9-]+/g, "-")
    .replace(/[.-]*\.[.-]*/g, ".")
    .replace(/^[.-]+/, "")
    .slice(0, 63)
    .replace(/[.-]+$/, "");
}
