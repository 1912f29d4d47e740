import { iamAnswer, iamError, withEndpoint, withIam } from "../testing/endpoint";
import { describe, expect, test } from "vitest";
import {
  createAccessKey,
  createUser,
  getAccessKeyLastUsed,
  getAuthorizationDetails,
  getCallerIdentity,
  getUsage,
  listAccessKeys,
  putUserPolicy,
  query,
} from "./iam";

const USER =
  "<UserName>anna</UserName><UserId>AIDA1</UserId><Arn>arn:aws:iam::1:user/anna</Arn><Path>/</Path><CreateDate>2026-01-02T03:04:05Z</CreateDate>";
const KEY = "<AccessKeyId>AKIA1</AccessKeyId><CreateDate>2026-01-02T03:04:05Z</CreateDate>";

describe("requests", () => {
  test("are forms, signed for their service, in the version of their service", async () => {
    const asked = await withEndpoint((one) => new Response(iamAnswer(new URLSearchParams(one.body).get("Action")!, "")));
    await query("iam", "CreateUser", { UserName: "a&b=c d", Path: undefined, MaxItems: 5 });
    await query("sts", "GetCallerIdentity");
    await getUsage();
    expect(asked.map((one) => one.body)).toEqual([
      "Action=CreateUser&Version=2010-05-08&UserName=a%26b%3Dc+d&MaxItems=5",
      "Action=GetCallerIdentity&Version=2011-06-15",
      "Action=GetUsage&Version=2026-11-21",
    ]);
    expect(asked.map((one) => /auto\/(\w+)\//.exec(one.headers.get("authorization")!)?.[1])).toEqual(["iam", "sts", "iam"]);
    expect(asked[0]).toMatchObject({ method: "POST" });
    expect(asked[0]?.url.href).toBe("https://s3.example.com/");
    expect(asked[0]?.headers.get("content-type")).toBe("application/x-www-form-urlencoded; charset=utf-8");
  });

  test("that fail are told by IAM's code", async () => {
    await withIam({ CreateUser: () => iamError(409, "EntityAlreadyExists") });
    await expect(createUser("anna")).rejects.toMatchObject({ status: 409, code: "EntityAlreadyExists", requestId: "request-2" });
  });
});

describe("answers", () => {
  test("say who is signed in", async () => {
    await withIam({ GetCallerIdentity: "<Arn>arn:aws:iam::1:root</Arn><UserId>1</UserId><Account>111122223333</Account>" });
    expect(await getCallerIdentity()).toEqual({ accountId: "111122223333", arn: "arn:aws:iam::1:root", userId: "1" });
  });

  test("list users over all pages, with their policies and keys, and the root's keys", async () => {
    const lines = await withIam({
      GetAccountAuthorizationDetails: (form) =>
        form.get("Marker") === "m1"
          ? "<UserDetailList><member><UserName>bert</UserName></member></UserDetailList><IsTruncated>false</IsTruncated>"
          : `<UserDetailList><member>${USER}<UserPolicyList><member><PolicyName>scope</PolicyName>` +
            "<PolicyDocument>%7B%22a%22%3A%20%22b%2Bc%22%7D</PolicyDocument></member></UserPolicyList>" +
            `<AccessKeys><member><UserName>anna</UserName>${KEY}<Status>Active</Status><LastUsedDate>2026-02-03T00:00:00Z</LastUsedDate>` +
            `</member></AccessKeys></member></UserDetailList><RootAccessKeys><member>${KEY}<Status>Inactive</Status></member>` +
            "</RootAccessKeys><IsTruncated>true</IsTruncated><Marker>m1</Marker>",
    });
    const created = new Date("2026-01-02T03:04:05Z");
    expect(await getAuthorizationDetails()).toEqual({
      rootKeys: [{ id: "AKIA1", userName: undefined, status: "Inactive", created, lastUsed: undefined }],
      users: [
        {
          name: "anna",
          policies: [{ name: "scope", document: '{"a": "b+c"}' }],
          keys: [{ id: "AKIA1", userName: "anna", status: "Active", created, lastUsed: new Date("2026-02-03T00:00:00Z") }],
        },
        { name: "bert", policies: [], keys: [] },
      ],
    });
    expect(lines).toEqual(["GetAccountAuthorizationDetails MaxItems=1000", "GetAccountAuthorizationDetails Marker=m1 MaxItems=1000"]);
  });

  test("list keys: the root's have no user, and what is not active is inactive", async () => {
    await withIam({
      ListAccessKeys:
        `<AccessKeyMetadata><member><UserName>anna</UserName>${KEY}<Status>Active</Status></member>` +
        `<member>${KEY}<Status>Inactive</Status></member></AccessKeyMetadata><IsTruncated>false</IsTruncated>`,
    });
    const created = new Date("2026-01-02T03:04:05Z");
    expect(await listAccessKeys()).toEqual([
      { id: "AKIA1", userName: "anna", status: "Active", created },
      { id: "AKIA1", userName: undefined, status: "Inactive", created },
    ]);
  });

  test("hold the secret of a key that is made", async () => {
    await withIam({
      CreateAccessKey: `<AccessKey><UserName>anna</UserName>${KEY}<Status>Active</Status><SecretAccessKey>s3cr/et+</SecretAccessKey></AccessKey>`,
    });
    expect(await createAccessKey("anna")).toMatchObject({ id: "AKIA1", userName: "anna", status: "Active", secret: "s3cr/et+" });
  });

  test.each([
    ["<LastUsedDate>2026-02-03T00:00:00Z</LastUsedDate>", new Date("2026-02-03T00:00:00Z")],
    ["<LastUsedDate>N/A</LastUsedDate>", undefined],
    ["", undefined],
  ])("say when a key was used last: %s", async (date, day) => {
    await withIam({
      GetAccessKeyLastUsed: `<AccessKeyLastUsed>${date}<ServiceName>s3</ServiceName><Region>auto</Region></AccessKeyLastUsed>`,
    });
    expect(await getAccessKeyLastUsed("AKIA1")).toEqual(day);
  });

  test("without a result are fine where none is promised", async () => {
    const lines = await withIam({});
    await putUserPolicy("anna", "scope", "{}");
    expect(lines).toEqual(["PutUserPolicy UserName=anna PolicyName=scope PolicyDocument={}"]);
  });

  test("tell usage; limits that a plan does not set are none, and those of 0 are limits", async () => {
    await withIam({
      GetUsage:
        "<AccountId>1</AccountId><DisplayName>Anna</DisplayName><Plan>free</Plan>" +
        "<Limits><MaxBuckets>0</MaxBuckets><MaxBytes>1099511627776</MaxBytes></Limits><BucketCount>2</BucketCount>" +
        "<Buckets><member><Name>b</Name><Objects>3</Objects><Bytes>4</Bytes><Uploads>1</Uploads></member></Buckets>" +
        "<Days><member><Day>2026-11-21</Day><BytesIn>5</BytesIn><BytesOut>6</BytesOut>" +
        "<Requests><member><Operation>GetObject</Operation><Count>7</Count></member></Requests></member></Days>",
    });
    expect(await getUsage()).toEqual({
      accountId: "1",
      displayName: "Anna",
      plan: "free",
      limits: { maxBuckets: 0, maxBytes: 2 ** 40, maxObjects: undefined, maxUploads: undefined, requestsPerSecond: undefined },
      bucketCount: 2,
      buckets: [{ name: "b", objects: 3, bytes: 4, uploads: 1 }],
      days: [{ day: "2026-11-21", bytesIn: 5, bytesOut: 6, requests: [{ operation: "GetObject", count: 7 }] }],
    });
  });
});
