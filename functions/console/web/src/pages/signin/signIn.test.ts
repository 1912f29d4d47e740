import { iamError, SESSION, withIam } from "../../testing/endpoint";
import { afterEach, describe, expect, test } from "vitest";
import { ServiceError, UnreachableError } from "../../api/errors";
import { endSession, session } from "../../api/session";
import { refusalOf, signIn } from "./signIn";

const PAIR = { accessKeyId: "AKIANEW", secretAccessKey: "new" };

afterEach(() => {
  endSession();
});

describe("signing in", () => {
  test("asks whose pair it is, with that pair, and is remembered by the tab only where that was asked for", async () => {
    for (const keep of [false, true]) {
      await withIam({ GetCallerIdentity: `<Account>${SESSION.accountId}</Account><Arn>${SESSION.arn}</Arn>` });
      await signIn(PAIR, keep);
      expect(session()).toEqual({ ...PAIR, accountId: SESSION.accountId, arn: SESSION.arn });
      expect(sessionStorage.length).toBe(keep ? 1 : 0);
    }
  });

  test("leaves nothing behind where it is refused", async () => {
    await withIam({ GetCallerIdentity: () => iamError(403, "InvalidClientTokenId") });
    endSession();
    await expect(signIn(PAIR, true)).rejects.toMatchObject({ code: "InvalidClientTokenId" });
    expect(session()).toBeNull();
    expect(sessionStorage.length).toBe(0);
  });
});

test.each([
  ["InvalidAccessKeyId", "accessKeyId"],
  ["InvalidClientTokenId", "accessKeyId"],
  ["SignatureDoesNotMatch", "secretAccessKey"],
  ["RequestTimeTooSkewed", "form"],
  ["RequestExpired", "form"],
  ["InternalError", undefined],
])("%s is about the field: %s", (code, blame) => {
  expect(refusalOf(new ServiceError(403, code, "", ""))?.blame).toBe(blame);
});

test("what is no answer is about the form, and what is a bug is about nothing", () => {
  expect(refusalOf(new UnreachableError())?.blame).toBe("form");
  expect(refusalOf(new TypeError("a bug"))).toBeNull();
});
