import { expect, test } from "vitest";
import { policyProblems } from "./policyCheck";
import { indentedPolicy, POLICY_TEMPLATES, withStatement } from "./policyTemplates";

const GOOD = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::photos/*" };

function problems(statement: object, more: object = {}): string {
  return policyProblems(JSON.stringify({ Version: "2012-10-17", Statement: [statement], ...more }), "photos").join(" ");
}

test("what is a policy has no problems, and neither has no text", () => {
  expect(problems(GOOD)).toBe("");
  expect(policyProblems(" \n", "photos")).toEqual([]);
});

test.each(POLICY_TEMPLATES.map((template) => [template.title, template] as const))("the template “%s” has no problems", (_, template) => {
  const policy = withStatement("", template.statement("photos", "111122223333"));
  expect(policyProblems(policy ?? "", "photos")).toEqual([]);
});

test("text that is no JSON is told to be none", () => {
  expect(policyProblems('{"Version": ', "photos")[0]).toMatch(/^This is not JSON: /);
  expect(policyProblems("[]", "photos")).toEqual(["A policy is a JSON object with Version and Statement."]);
});

test.each([
  [{ ...GOOD, Effect: "allow" }, "Effect is"],
  [{ ...GOOD, Principal: undefined }, "needs either Principal or NotPrincipal"],
  [{ ...GOOD, NotAction: "s3:*" }, "needs either Action or NotAction"],
  [{ ...GOOD, Action: "GetObject" }, "“GetObject” is no action"],
  [{ ...GOOD, Resource: "arn:aws:s3:::other/*" }, "not in this bucket"],
  [{ ...GOOD, Resource: "arn:aws:s3:::photos2/*" }, "not in this bucket"],
  [{ ...GOOD, Resource: "arn:aws:s3:::photos" }, "Objects are arn:aws:s3:::photos/*"],
  [{ ...GOOD, Condition: { IsTrue: { "aws:SecureTransport": "true" } } }, "“IsTrue” is no operator"],
  [{ ...GOOD, Condition: { Bool: "true" } }, "Bool names keys"],
  [{ ...GOOD, principal: "*" }, "no element “principal”"],
])("%j is told what is wrong with it", (statement, told) => {
  expect(problems(statement)).toContain(told);
});

test("a problem names its statement", () => {
  expect(problems({ ...GOOD, Sid: "Mine", Effect: "" })).toContain("Statement “Mine”: Effect");
  expect(problems(GOOD, { Version: "2013" })).toBe('Version is "2012-10-17".');
  expect(problems(GOOD, { Statement: [] })).toBe("Statement has at least one statement.");
});

test("a template is added to what is there, under a name of its own", () => {
  const statement = POLICY_TEMPLATES[0]!.statement("photos", "");
  const twice = withStatement(withStatement("", statement)!, statement)!;
  expect(JSON.parse(twice).Statement.map((one: { Sid: string }) => one.Sid)).toEqual(["PublicRead", "PublicRead2"]);
  expect(withStatement('{"Version":', statement)).toBeNull();
  expect(indentedPolicy('{"Version":"2012-10-17"}')).toBe('{\n  "Version": "2012-10-17"\n}');
});
