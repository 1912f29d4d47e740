import { iamError, SESSION, withIam } from "../../testing/endpoint";
import type { HeldKey, Policy } from "../../api/iam";
import { describe, expect, test } from "vitest";
import { changeScope, createHolder, loadHolders, removeHolder, removeKey, scopeOfHolder, type Holder } from "./holders";
import { EVERYTHING, policyOf } from "./scope";

const NEVER = new AbortController().signal;
const POLICY = policyOf(EVERYTHING);
const denied = () => iamError(403, "AccessDenied");

function key(id: string): HeldKey {
  return { id, userName: "anna", status: "Active", created: new Date(0), lastUsed: undefined };
}

function holder(policies: readonly Policy[], keys: readonly HeldKey[] = [key("AKIA1")], userName: string | undefined = "anna"): Holder {
  return { userName, root: false, policies, keys };
}

const members = (list: string, ...all: string[]) => `<${list}>${all.map((one) => `<member>${one}</member>`).join("")}</${list}>`;
const keyOf = (id: string) => `<AccessKeyId>${id}</AccessKeyId><Status>Active</Status><CreateDate>2026-01-01T00:00:00Z</CreateDate>`;
const scope = `<PolicyName>scope</PolicyName><PolicyDocument>${encodeURIComponent(POLICY)}</PolicyDocument>`;
const used = "<AccessKeyLastUsed><LastUsedDate>2026-02-03T00:00:00Z</LastUsedDate></AccessKeyLastUsed>";

describe("who holds keys", () => {
  test("is the root and all users, with their policies and when their keys were used last, in one request", async () => {
    const lines = await withIam({
      GetAccountAuthorizationDetails:
        members("UserDetailList", `<UserName>anna</UserName>${members("UserPolicyList", scope)}${members("AccessKeys", keyOf("AKIA2"))}`) +
        members("RootAccessKeys", keyOf("AKIA1")),
    });
    const { holders, partial } = await loadHolders(SESSION, NEVER);
    expect(partial).toBe(false);
    expect(holders).toMatchObject([
      { userName: undefined, root: true, policies: [], keys: [{ id: "AKIA1" }] },
      { userName: "anna", root: false, policies: [{ name: "scope", document: POLICY }], keys: [{ id: "AKIA2" }] },
    ]);
    expect(lines).toHaveLength(1);
  });

  test("is who is signed in alone, where that is a user who may not see others", async () => {
    await withIam({
      GetAccountAuthorizationDetails: denied,
      ListAccessKeys: members("AccessKeyMetadata", keyOf("AKIA1"), keyOf("AKIA2")),
      GetAccessKeyLastUsed: (form) => (form.get("AccessKeyId") === "AKIA2" ? denied() : used),
    });
    const { holders, partial } = await loadHolders({ ...SESSION, arn: "arn:aws:iam::111122223333:user/anna" }, NEVER);
    expect(partial).toBe(true);
    expect(holders).toMatchObject([{ userName: undefined, root: false, keys: [{ id: "AKIA1" }, { id: "AKIA2" }] }]);
    expect(holders[0]?.keys.map(({ lastUsed }) => lastUsed)).toEqual([new Date("2026-02-03T00:00:00Z"), undefined]);
  });

  test("is all users where a user is signed in who may see them, and not the root", async () => {
    await withIam({
      GetAccountAuthorizationDetails: members("UserDetailList", "<UserName>anna</UserName>", "<UserName>bert</UserName>"),
    });
    const { holders, partial } = await loadHolders({ ...SESSION, arn: "arn:aws:iam::111122223333:user/anna" }, NEVER);
    expect(partial).toBe(false);
    expect(holders.map(({ userName }) => userName)).toEqual(["anna", "bert"]);
  });

  test("is an error where it cannot be found out for another reason", async () => {
    await withIam({ GetAccountAuthorizationDetails: () => iamError(400, "InvalidAction") });
    await expect(loadHolders(SESSION, NEVER)).rejects.toMatchObject({ code: "InvalidAction" });
  });
});

test("a holder's scope is known where the console's policy is all there is", () => {
  expect(scopeOfHolder(holder([{ name: "scope", document: POLICY }]))).toEqual(EVERYTHING);
  expect(scopeOfHolder(holder([]))).toBeUndefined();
  expect(scopeOfHolder(holder([{ name: "mine", document: POLICY }]))).toBeUndefined();
  expect(scopeOfHolder(holder([{ name: "scope", document: "{}" }]))).toBeUndefined();
  expect(
    scopeOfHolder(
      holder([
        { name: "scope", document: POLICY },
        { name: "mine", document: POLICY },
      ]),
    ),
  ).toBeUndefined();
});

describe("a new holder", () => {
  test("may do what its policy says before it has a key", async () => {
    const lines = await withIam({ CreateAccessKey: `<AccessKey>${keyOf("AKIA1")}<SecretAccessKey>secret</SecretAccessKey></AccessKey>` });
    expect(await createHolder("anna", "{}")).toMatchObject({ id: "AKIA1", secret: "secret" });
    expect(lines).toEqual([
      "CreateUser UserName=anna",
      "PutUserPolicy UserName=anna PolicyName=scope PolicyDocument={}",
      "CreateAccessKey UserName=anna",
    ]);
  });

  test("leaves nothing where a step fails, and that step's failure is told", async () => {
    const lines = await withIam({
      PutUserPolicy: () => iamError(400, "MalformedPolicyDocument"),
      DeleteUserPolicy: () => iamError(404, "NoSuchEntity"),
    });
    await expect(createHolder("anna", "{}")).rejects.toMatchObject({ code: "MalformedPolicyDocument" });
    expect(lines.slice(2)).toEqual(["DeleteUserPolicy UserName=anna PolicyName=scope", "DeleteUser UserName=anna"]);
  });

  test("is told as refused where the name is taken, and whoever has it stays", async () => {
    const lines = await withIam({ CreateUser: () => iamError(409, "EntityAlreadyExists") });
    await expect(createHolder("anna", "{}")).rejects.toMatchObject({ code: "EntityAlreadyExists" });
    expect(lines).toEqual(["CreateUser UserName=anna"]);
  });

  test("is told the first failure also where it cannot be removed", async () => {
    await withIam({ CreateAccessKey: () => iamError(409, "LimitExceeded"), DeleteUser: denied });
    await expect(createHolder("anna", "{}")).rejects.toMatchObject({ code: "LimitExceeded" });
  });
});

describe("another scope", () => {
  test("is put before other policies go, so that a failure never leaves less than one", async () => {
    const lines = await withIam({});
    await changeScope(
      holder([
        { name: "mine", document: "{}" },
        { name: "scope", document: "{}" },
        { name: "more", document: "{}" },
      ]),
      POLICY,
    );
    expect(lines).toEqual([
      `PutUserPolicy UserName=anna PolicyName=scope PolicyDocument=${POLICY}`,
      "DeleteUserPolicy UserName=anna PolicyName=mine",
      "DeleteUserPolicy UserName=anna PolicyName=more",
    ]);
  });

  test("is none for the account itself", async () => {
    await expect(changeScope({ userName: undefined, root: true, policies: [], keys: [] }, POLICY)).rejects.toThrow("may do everything");
  });
});

describe("removing a key", () => {
  const policies = [{ name: "scope", document: "{}" }];

  test("removes its user with the last one", async () => {
    const lines = await withIam({});
    await removeKey(holder(policies), key("AKIA1"));
    expect(lines).toEqual([
      "DeleteAccessKey AccessKeyId=AKIA1 UserName=anna",
      "DeleteUserPolicy UserName=anna PolicyName=scope",
      "DeleteUser UserName=anna",
    ]);
  });

  test("keeps its user where there is another key", async () => {
    const lines = await withIam({});
    await removeKey(holder(policies, [key("AKIA1"), key("AKIA2")]), key("AKIA1"));
    expect(lines).toEqual(["DeleteAccessKey AccessKeyId=AKIA1 UserName=anna"]);
  });

  test("of the root removes the key alone", async () => {
    const lines = await withIam({});
    await removeKey({ userName: undefined, root: true, policies: [], keys: [key("AKIA1")] }, key("AKIA1"));
    expect(lines).toEqual(["DeleteAccessKey AccessKeyId=AKIA1"]);
  });

  test("keeps the user where a policy cannot be deleted", async () => {
    const lines = await withIam({ DeleteUserPolicy: denied });
    await expect(removeHolder("anna", ["scope"])).rejects.toMatchObject({ code: "AccessDenied" });
    expect(lines).toEqual(["DeleteUserPolicy UserName=anna PolicyName=scope"]);
  });
});
