/** What a bucket policy cannot be, told while somebody types it. The endpoint has the last word. */

const ELEMENTS = ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];
const VERSIONS = ["2012-10-17", "2008-10-17"];
const OBJECT_ACTION = /^s3:(\w*Object(?!Lock)\w*|AbortMultipartUpload|ListMultipartUploadParts)$/;
const OPERATOR = /^(ForAllValues:|ForAnyValue:)?(String|Numeric|Date|Arn|Bool|Binary|IpAddress|NotIpAddress|Null)\w*$/;

type Json = Readonly<Record<string, unknown>>;

/** @returns a sentence for each problem; none if there is no text, since no policy is fine too */
export function policyProblems(text: string, bucket: string): string[] {
  if (text.trim() === "") {
    return [];
  }
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch (failure) {
    return [`This is not JSON: ${(failure as SyntaxError).message}.`];
  }
  if (!isObject(policy)) {
    return ["A policy is a JSON object with Version and Statement."];
  }
  const statements = listOf(policy.Statement);
  return [
    ...unknownIn(policy, ["Version", "Id", "Statement"], "The policy"),
    ...(policy.Version === undefined || VERSIONS.includes(String(policy.Version)) ? [] : ['Version is "2012-10-17".']),
    ...(statements.length === 0 ? ["Statement has at least one statement."] : []),
    ...statements.flatMap((statement, at) => statementProblems(statement, nameOf(statement, at), bucket)),
  ];
}

function statementProblems(statement: unknown, name: string, bucket: string): string[] {
  if (!isObject(statement)) {
    return [`${name} is not a JSON object.`];
  }
  const problems = unknownIn(statement, ELEMENTS, name);
  if (statement.Effect !== "Allow" && statement.Effect !== "Deny") {
    problems.push(`${name}: Effect is "Allow" or "Deny".`);
  }
  for (const element of ["Principal", "Action", "Resource"]) {
    if (element in statement === `Not${element}` in statement) {
      problems.push(`${name} needs either ${element} or Not${element}.`);
    }
  }
  return [...problems, ...scopeProblems(statement, name, bucket), ...conditionProblems(statement.Condition, name)];
}

function scopeProblems(statement: Json, name: string, bucket: string): string[] {
  const actions = listOf(statement.Action ?? statement.NotAction).map(String);
  const resources = listOf(statement.Resource).map(String);
  const problems = actions
    .filter((action) => action !== "*" && !/^s3:[\w*?]+$/i.test(action))
    .map((action) => `${name}: “${action}” is no action; they begin with s3:, such as s3:GetObject.`);
  const arn = `arn:aws:s3:::${bucket}`;
  problems.push(
    ...resources
      .filter((resource) => resource !== arn && !resource.startsWith(`${arn}/`) && !/[*?]/.test(resource.split("/", 1)[0]!))
      .map((resource) => `${name}: “${resource}” is not in this bucket; resources are ${arn} and ${arn}/*.`),
  );
  if (
    actions.length > 0 &&
    actions.every((action) => OBJECT_ACTION.test(action)) &&
    resources.length > 0 &&
    resources.every((one) => one === arn)
  ) {
    problems.push(`${name}: its actions are about objects, and its resource is the bucket. Objects are ${arn}/*.`);
  }
  return problems;
}

function conditionProblems(condition: unknown, name: string): string[] {
  if (condition === undefined) {
    return [];
  }
  if (!isObject(condition)) {
    return [`${name}: Condition is a JSON object.`];
  }
  return Object.entries(condition).flatMap(([operator, keys]) => [
    ...(OPERATOR.test(operator) ? [] : [`${name}: “${operator}” is no operator of conditions.`]),
    ...(isObject(keys) ? [] : [`${name}: ${operator} names keys with their values.`]),
  ]);
}

function unknownIn(object: Json, known: readonly string[], name: string): string[] {
  return Object.keys(object)
    .filter((element) => !known.includes(element))
    .map((element) => `${name} has no element “${element}”. Upper and lower case are not the same.`);
}

function nameOf(statement: unknown, at: number): string {
  return isObject(statement) && typeof statement.Sid === "string" && statement.Sid !== ""
    ? `Statement “${statement.Sid}”`
    : `Statement ${at + 1}`;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
