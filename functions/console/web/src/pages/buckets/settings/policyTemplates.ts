interface Statement {
  readonly Sid: string;
  readonly [element: string]: unknown;
}

export interface PolicyTemplate {
  readonly title: string;
  readonly statement: (bucket: string, accountId: string) => Statement;
}

const arnOf = (bucket: string) => `arn:aws:s3:::${bucket}`;

export const POLICY_TEMPLATES: readonly PolicyTemplate[] = [
  {
    title: "Everybody reads public/",
    statement: (bucket) => ({
      Sid: "PublicRead",
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: `${arnOf(bucket)}/public/*`,
    }),
  },
  {
    title: "Nobody without TLS",
    statement: (bucket) => ({
      Sid: "DenyWithoutTls",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [arnOf(bucket), `${arnOf(bucket)}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }),
  },
  {
    title: "A user reads",
    statement: (bucket, accountId) => ({
      Sid: "UserReads",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${accountId}:user/NAME` },
      Action: ["s3:GetObject", "s3:ListBucket"],
      Resource: [arnOf(bucket), `${arnOf(bucket)}/*`],
    }),
  },
  {
    title: "Another account reads and writes",
    statement: (bucket) => ({
      Sid: "AccountWrites",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:root" },
      Action: ["s3:GetObject", "s3:PutObject", "s3:ListBucket"],
      Resource: [arnOf(bucket), `${arnOf(bucket)}/*`],
    }),
  },
  {
    title: "Only from one network",
    statement: (bucket) => ({
      Sid: "OneNetwork",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*Object",
      Resource: `${arnOf(bucket)}/*`,
      Condition: { NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" } },
    }),
  },
  {
    title: "Nobody deletes",
    statement: (bucket) => ({
      Sid: "NobodyDeletes",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
      Resource: `${arnOf(bucket)}/*`,
    }),
  },
];

/** The policy with one more statement, whose Sid no other has; null if the text is no policy to add to. */
export function withStatement(text: string, statement: Statement): string | null {
  const before = text.trim() === "" ? { Version: "2012-10-17", Statement: [] } : parsed(text);
  if (before === null) {
    return null;
  }
  const statements = [before.Statement].flat() as Statement[];
  const taken = new Set(statements.map((one) => one.Sid));
  let sid = statement.Sid;
  for (let number = 2; taken.has(sid); number++) {
    sid = `${statement.Sid}${number}`;
  }
  return JSON.stringify({ ...before, Statement: [...statements, { ...statement, Sid: sid }] }, null, 2);
}

/** The same policy with a line for each element, for people to read and edit. */
export function indentedPolicy(text: string): string {
  return JSON.stringify(JSON.parse(text), null, 2);
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const policy = JSON.parse(text) as Record<string, unknown> | null;
    return typeof policy === "object" && policy !== null && policy.Statement !== undefined ? policy : null;
  } catch {
    return null;
  }
}
