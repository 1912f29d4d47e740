import { childrenOf, s3Document, textOf, type XmlNode } from "../../../api/xml";
import type { Example } from "./RulesEditor";

/** A CORSRule; lists have an entry a line. */
export interface CorsRule {
  readonly id: string;
  readonly origins: string;
  readonly methods: readonly string[];
  readonly headers: string;
  readonly exposed: string;
  readonly maxAge: string;
}

export const METHODS = ["GET", "HEAD", "PUT", "POST", "DELETE"] as const;

const KNOWN = new Set(["ID", "AllowedOrigin", "AllowedMethod", "AllowedHeader", "ExposeHeader", "MaxAgeSeconds"]);

export const CORS_EXAMPLES: readonly Example<CorsRule>[] = [
  {
    title: "Read from any website",
    rule: { id: "", origins: "*", methods: ["GET", "HEAD"], headers: "*", exposed: "ETag", maxAge: "3600" },
  },
  {
    title: "Upload from one website",
    rule: {
      id: "",
      origins: "https://app.example.com",
      methods: ["GET", "HEAD", "PUT", "POST", "DELETE"],
      headers: "*",
      exposed: "ETag",
      maxAge: "3600",
    },
  },
];

export function corsRulesOf(root: Element): CorsRule[] | null {
  const rules = childrenOf(root, "CORSRule");
  if (root.localName !== "CORSConfiguration" || rules.some((rule) => [...rule.children].some((child) => !KNOWN.has(child.localName)))) {
    return null;
  }
  return rules.map((rule) => ({
    id: textOf(rule, "ID"),
    origins: lines(rule, "AllowedOrigin"),
    methods: childrenOf(rule, "AllowedMethod").map((method) => method.textContent ?? ""),
    headers: lines(rule, "AllowedHeader"),
    exposed: lines(rule, "ExposeHeader"),
    maxAge: textOf(rule, "MaxAgeSeconds"),
  }));
}

export function corsDocument(rules: readonly CorsRule[]): string {
  return s3Document(
    "CORSConfiguration",
    rules.map((rule) => [
      "CORSRule",
      [
        ...optional("ID", rule.id),
        ...entries("AllowedOrigin", rule.origins),
        ...rule.methods.map<XmlNode>((method) => ["AllowedMethod", method]),
        ...entries("AllowedHeader", rule.headers),
        ...entries("ExposeHeader", rule.exposed),
        ...optional("MaxAgeSeconds", rule.maxAge),
      ],
    ]),
  );
}

function lines(rule: Element, name: string): string {
  return childrenOf(rule, name)
    .map((entry) => entry.textContent)
    .join("\n");
}

function entries(name: string, text: string): XmlNode[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => [name, line]);
}

function optional(name: string, text: string): XmlNode[] {
  return text.trim() === "" ? [] : [[name, text.trim()]];
}
