/** What a key may do, as the console lets one choose it, and the policy that says so. */
export interface Scope {
  readonly kind: "everything" | "chosen";
  /** Empty for all buckets. */
  readonly buckets: readonly string[];
  /** What the keys of objects begin with; empty for all. */
  readonly prefix: string;
  readonly rights: readonly Right[];
  /** From when on it may do nothing; undefined for never. */
  readonly expires: Date | undefined;
}

export const RIGHTS = ["list", "read", "write", "delete"] as const;
export type Right = (typeof RIGHTS)[number];

export const EVERYTHING: Scope = { kind: "everything", buckets: [], prefix: "", rights: [...RIGHTS], expires: undefined };

/** The name of the policy that the console puts. */
export const POLICY_NAME = "scope";

/** On objects. Listing is about buckets, see `listing`. */
const OBJECT_ACTIONS: Record<Exclude<Right, "list">, readonly string[]> = {
  read: ["s3:GetObject", "s3:GetObject*Tagging", "s3:GetObject*Version", "s3:GetObject*Attributes"],
  write: ["s3:PutObject", "s3:PutObject*Tagging", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
  delete: ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:DeleteObject*Tagging"],
};

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Record<string, Record<string, string>>;
}

/** The policy in JSON, in as few characters as it can be: a user's policies have 2,048 together. */
export function policyOf(scope: Scope): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statementsOf(scope) });
}

function statementsOf(scope: Scope): Statement[] {
  const until = scope.expires && { DateLessThan: { "aws:CurrentTime": stamp(scope.expires) } };
  if (scope.kind === "everything") {
    return [{ Sid: "Everything", Effect: "Allow", Action: "*", Resource: "*", ...(until && { Condition: until }) }];
  }
  const names = scope.buckets.length === 0 ? ["*"] : scope.buckets;
  const statements: Statement[] = [];
  const actions = RIGHTS.flatMap((right) => (right !== "list" && scope.rights.includes(right) ? OBJECT_ACTIONS[right] : []));
  if (actions.length > 0) {
    statements.push({
      Sid: "Objects",
      Effect: "Allow",
      Action: actions,
      Resource: names.map((name) => `arn:aws:s3:::${name}/${scope.prefix}*`),
      ...(until && { Condition: until }),
    });
  }
  if (scope.rights.includes("list")) {
    statements.push(...listing(scope, names, until));
  }
  return statements;
}

function listing(scope: Scope, names: readonly string[], until: Statement["Condition"]): Statement[] {
  const buckets = names.map((name) => `arn:aws:s3:::${name}`);
  const below = scope.prefix === "" ? undefined : { StringLike: { "s3:prefix": `${scope.prefix}*` } };
  const condition = below || until ? { Condition: { ...below, ...until } } : {};
  const list: Statement = {
    Sid: "List",
    Effect: "Allow",
    Action: ["s3:ListBucket", "s3:ListBucketVersions"],
    Resource: buckets,
    ...condition,
  };
  const about: Statement = {
    Sid: "Buckets",
    Effect: "Allow",
    Action: ["s3:GetBucketLocation", "s3:GetBucketVersioning", "s3:ListBucketMultipartUploads"],
    Resource: buckets,
    ...(until && { Condition: until }),
  };
  const all: Statement = {
    Sid: "Names",
    Effect: "Allow",
    Action: "s3:ListAllMyBuckets",
    Resource: "*",
    ...(until && { Condition: until }),
  };
  return scope.buckets.length === 0 ? [list, about, all] : [list, about];
}

/** The choice that a policy came from; undefined for one that was written by hand. */
export function scopeOf(policy: string): Scope | undefined {
  try {
    const document = JSON.parse(policy) as { readonly Statement: readonly Statement[] };
    const guess = guessOf(document.Statement);
    return policyOf(guess) === JSON.stringify(document) ? guess : undefined;
  } catch {
    return undefined;
  }
}

/** Reads what our own policies would mean; whether it is one of ours is for the caller to compare. */
function guessOf(statements: readonly Statement[]): Scope {
  const first = statements[0] as Statement;
  const until = first.Condition?.DateLessThan?.["aws:CurrentTime"];
  const expires = until === undefined ? undefined : new Date(until);
  if (first.Sid === "Everything") {
    return { ...EVERYTHING, expires };
  }
  const objects = statements.find((statement) => statement.Sid === "Objects");
  const list = statements.find((statement) => statement.Sid === "List");
  const resources = [(objects ?? list)?.Resource ?? []].flat();
  const names = resources.map((arn) => arn.slice("arn:aws:s3:::".length).split("/")[0] ?? "");
  const pattern = objects ? (objects.Resource[0] ?? "").replace(/^[^/]*\//, "") : (list?.Condition?.StringLike?.["s3:prefix"] ?? "*");
  const rights = RIGHTS.filter((right) =>
    right === "list" ? list : OBJECT_ACTIONS[right].every((action) => objects?.Action.includes(action)),
  );
  return { kind: "chosen", buckets: names[0] === "*" ? [] : names, prefix: pattern.slice(0, -1), rights, expires };
}

/** What a key may do, in a line. */
export function describe(scope: Scope): string {
  if (scope.kind === "everything") {
    return "Everything in the account";
  }
  const verbs = RIGHTS.filter((right) => scope.rights.includes(right)).join(", ");
  const where = scope.buckets.length === 0 ? "all buckets" : scope.buckets.join(", ");
  return `${verbs.charAt(0).toUpperCase()}${verbs.slice(1)} in ${where}${scope.prefix === "" ? "" : `, below ${scope.prefix}`}`;
}

/** As policies write times: in whole seconds. */
function stamp(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
