import { iamError, SESSION, withIam } from "../testing/endpoint";
import { afterEach, expect, test, vi } from "vitest";
import { rightsOf } from "./rights";

const USER = { ...SESSION, arn: "arn:aws:iam::111122223333:user/worker" };
const denied = () => iamError(403, "AccessDenied");

afterEach(() => {
  vi.unstubAllGlobals();
});

test("the root of an account is asked nothing", async () => {
  const asked = await withIam({});
  expect(await rightsOf(SESSION)).toEqual({ keys: true, usage: true, operator: false });
  expect(asked).toEqual([]);
});

test("the root of the first account runs the installation, and nobody else does", async () => {
  await withIam({});
  expect(await rightsOf({ ...SESSION, accountId: "000000000000" })).toEqual({ keys: true, usage: true, operator: true });
  expect((await rightsOf({ ...USER, accountId: "000000000000" })).operator).toBe(false);
});

test("a user without rights in IAM has neither page", async () => {
  await withIam({ GetAccountAuthorizationDetails: denied, GetUsage: denied, ListAccessKeys: denied });
  expect(await rightsOf(USER)).toEqual({ keys: false, usage: false, operator: false });
});

test("a user who may list its own keys alone has their page", async () => {
  await withIam({ GetAccountAuthorizationDetails: denied, GetUsage: denied, ListAccessKeys: "<AccessKeyMetadata></AccessKeyMetadata>" });
  expect(await rightsOf(USER)).toEqual({ keys: true, usage: false, operator: false });
});

test("what fails for another reason than a refusal is left to the page", async () => {
  await withIam({ GetAccountAuthorizationDetails: () => iamError(500, "ServiceFailure"), GetUsage: () => iamError(500, "ServiceFailure") });
  expect(await rightsOf(USER)).toEqual({ keys: true, usage: true, operator: false });
});
