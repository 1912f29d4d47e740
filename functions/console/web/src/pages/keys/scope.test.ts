import { describe, expect, test } from "vitest";
import { describe as inWords, EVERYTHING, policyOf, scopeOf, type Right, RIGHTS, type Scope } from "./scope";

const CHOSEN: Scope = { kind: "chosen", buckets: [], prefix: "", rights: [...RIGHTS], expires: undefined };
const EXPIRES = new Date("2027-01-02T03:04:05Z");

interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

function statementsOf(scope: Scope): Readonly<Record<string, Statement>> {
  const { Statement } = JSON.parse(policyOf(scope)) as { Statement: Statement[] };
  return Object.fromEntries(Statement.map((statement) => [statement.Sid, statement]));
}

/** Every choice that can be made of rights, but none at all. */
const CHOICES = Array.from({ length: 15 }, (_, at) => RIGHTS.filter((_right, bit) => (at + 1) & (1 << bit)));

describe("a choice is read from its policy as it was made", () => {
  test.each<[string, Scope]>([
    ["everything", EVERYTHING],
    ["everything for a while", { ...EVERYTHING, expires: EXPIRES }],
    ["all buckets", CHOSEN],
    ["all buckets for a while", { ...CHOSEN, expires: EXPIRES }],
    ["one bucket", { ...CHOSEN, buckets: ["photos"] }],
    ["two buckets below a prefix, for a while", { ...CHOSEN, buckets: ["photos", "a.b"], prefix: "2026/may/", expires: EXPIRES }],
    ["a prefix that is no folder", { ...CHOSEN, buckets: ["photos"], prefix: "IMG_" }],
    ["a prefix in all buckets", { ...CHOSEN, prefix: "a/" }],
    ["a prefix that begins with a slash", { ...CHOSEN, buckets: ["photos"], prefix: "/a" }],
  ])("%s", (_, scope) => {
    expect(scopeOf(policyOf(scope))).toEqual(scope);
  });

  test.each(CHOICES.map((rights) => [rights.join(", "), rights] as const))("%s", (_, rights: readonly Right[]) => {
    for (const scope of [
      { ...CHOSEN, rights },
      { ...CHOSEN, buckets: ["b"], prefix: "p/", rights, expires: EXPIRES },
    ]) {
      expect(scopeOf(policyOf(scope))).toEqual(scope);
    }
  });
});

describe("a policy", () => {
  test("allows everything everywhere where everything was chosen", () => {
    expect(JSON.parse(policyOf(EVERYTHING))).toEqual({
      Version: "2012-10-17",
      Statement: [{ Sid: "Everything", Effect: "Allow", Action: "*", Resource: "*" }],
    });
  });

  test("names the objects of each bucket below the prefix, and no others", () => {
    const { Objects } = statementsOf({ ...CHOSEN, buckets: ["a", "b"], prefix: "p/" });
    expect(Objects?.Resource).toEqual(["arn:aws:s3:::a/p/*", "arn:aws:s3:::b/p/*"]);
  });

  test("that only reads changes nothing", () => {
    const { Objects, ...others } = statementsOf({ ...CHOSEN, buckets: ["a"], rights: ["read"] });
    expect(others).toEqual({});
    expect(Objects?.Action).toEqual(["s3:GetObject", "s3:GetObject*Tagging", "s3:GetObject*Version", "s3:GetObject*Attributes"]);
  });

  test("that only lists is about buckets, and their keys below the prefix", () => {
    const { List, Buckets, ...others } = statementsOf({ ...CHOSEN, buckets: ["a"], prefix: "p/", rights: ["list"] });
    expect(others).toEqual({});
    expect(List).toMatchObject({ Resource: ["arn:aws:s3:::a"], Condition: { StringLike: { "s3:prefix": "p/*" } } });
    expect(Buckets?.Resource).toEqual(["arn:aws:s3:::a"]);
    expect(Buckets?.Condition).toBeUndefined();
  });

  test("lets the names of buckets be listed only where it is for all of them", () => {
    expect(statementsOf(CHOSEN)).toHaveProperty("Names");
    expect(statementsOf({ ...CHOSEN, buckets: ["a"] })).not.toHaveProperty("Names");
  });

  test("that expires does so in each of its statements, in whole seconds", () => {
    const scope = { ...CHOSEN, prefix: "p/", expires: new Date("2027-01-02T03:04:05.678Z") };
    const statements = Object.values(statementsOf(scope));
    expect(statements).toHaveLength(4);
    for (const statement of statements) {
      expect(statement.Condition).toMatchObject({ DateLessThan: { "aws:CurrentTime": "2027-01-02T03:04:05Z" } });
    }
  });

  test("of all that can be chosen for one bucket leaves room below IAM's 2,048 characters", () => {
    const scope = { ...CHOSEN, buckets: ["a".repeat(63)], prefix: "p".repeat(100), expires: EXPIRES };
    expect(policyOf(scope).length).toBeLessThan(2_048);
  });
});

describe("a policy that was written by hand is no choice:", () => {
  const written = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });

  test.each<[string, string]>([
    ["no JSON", "{"],
    ["another document", "[]"],
    ["null", "null"],
    ["no statements", '{"Version":"2012-10-17","Statement":[]}'],
    ["one statement without a list", '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}'],
    ["a statement of no name", written({ Effect: "Allow", Action: "*", Resource: "*" })],
    ["a statement that denies", written({ Sid: "Everything", Effect: "Deny", Action: "*", Resource: "*" })],
    ["another action more", policyOf(EVERYTHING).replace('"Action":"*"', '"Action":["*","s3:*"]')],
    [
      "another statement more",
      policyOf(CHOSEN).replace('"Statement":[', '"Statement":[{"Sid":"Own","Effect":"Deny","Action":"*","Resource":"*"},'),
    ],
    ["a bucket less in one statement", policyOf({ ...CHOSEN, buckets: ["a", "b"] }).replace(',"arn:aws:s3:::b/*"', "")],
    ["another condition", policyOf({ ...EVERYTHING, expires: EXPIRES }).replace("DateLessThan", "DateGreaterThan")],
    [
      "a time that is no date, such as IAM's in seconds",
      policyOf({ ...EVERYTHING, expires: EXPIRES }).replace("2027-01-02T03:04:05Z", "1798859045"),
    ],
    ["a time that is a word", policyOf({ ...CHOSEN, expires: EXPIRES }).replaceAll("2027-01-02T03:04:05Z", "soon")],
  ])("%s", (_, policy) => {
    expect(scopeOf(policy)).toBeUndefined();
  });

  test("spaces between do not matter", () => {
    expect(scopeOf(JSON.stringify(JSON.parse(policyOf(CHOSEN)), null, 2))).toEqual(CHOSEN);
  });
});

test.each<[Scope, string]>([
  [EVERYTHING, "Everything in the account"],
  [CHOSEN, "List, read, write, delete in all buckets"],
  [{ ...CHOSEN, rights: ["read"], buckets: ["a", "b"], prefix: "p/" }, "Read in a, b, below p/"],
  [{ ...CHOSEN, rights: ["delete", "list"] }, "List, delete in all buckets"],
])("%o is told in words", (scope, text) => {
  expect(inWords(scope)).toBe(text);
});
