import { withIam } from "../testing/endpoint";
import { expect, test } from "vitest";
import { createAccount, listAccounts, putAccountPlan, resumeAccount, suspendAccount } from "./accounts";
import { getUsage } from "./iam";

const ACCOUNT =
  "<AccountId>111122223333</AccountId><CanonicalId>c</CanonicalId><DisplayName>Anna</DisplayName><Plan>FREE</Plan>" +
  "<HasOwnLimits>true</HasOwnLimits><Suspended>false</Suspended><CreateDate>2026-01-02T03:04:05Z</CreateDate>" +
  "<BucketCount>2</BucketCount><Limits><MaxBuckets>0</MaxBuckets></Limits><RateLimit>7</RateLimit>";

test("accounts are read page by page", async () => {
  const asked = await withIam({
    ListAccounts: (form) =>
      form.get("Marker") === "1"
        ? "<Accounts></Accounts><IsTruncated>false</IsTruncated>"
        : `<Accounts><member>${ACCOUNT}</member></Accounts><IsTruncated>true</IsTruncated><Marker>1</Marker>`,
  });
  const first = await listAccounts();
  expect(first.next).toBe("1");
  expect(first.accounts).toEqual([
    {
      id: "111122223333",
      name: "Anna",
      plan: "FREE",
      ownLimits: true,
      suspended: false,
      created: new Date("2026-01-02T03:04:05Z"),
      buckets: 2,
      limits: { maxBuckets: 0, maxBytes: undefined, maxObjects: undefined, maxUploads: undefined, requestsPerSecond: undefined },
      rateLimit: 7,
    },
  ]);
  expect(await listAccounts("1")).toEqual({ accounts: [], next: undefined });
  expect(asked).toEqual(["ListAccounts MaxItems=100", "ListAccounts Marker=1 MaxItems=100"]);
});

test("a new account has a pair, whose secret is told this once", async () => {
  await withIam({
    CreateAccount: `<Account>${ACCOUNT}</Account><AccessKey><AccessKeyId>AKIATEST</AccessKeyId><SecretAccessKey>s</SecretAccessKey></AccessKey>`,
  });
  expect(await createAccount("Anna", "FREE")).toMatchObject({ account: { id: "111122223333" }, accessKeyId: "AKIATEST", secret: "s" });
});

test("changes name the account", async () => {
  const asked = await withIam({});
  await putAccountPlan("111122223333", "PRO", { MaxBytes: "none" });
  await suspendAccount("111122223333");
  await resumeAccount("111122223333");
  await getUsage(undefined, "111122223333");
  expect(asked).toEqual([
    "PutAccountPlan AccountId=111122223333 Plan=PRO MaxBytes=none",
    "SuspendAccount AccountId=111122223333",
    "ResumeAccount AccountId=111122223333",
    "GetUsage AccountId=111122223333",
  ]);
});
