import "../testing/browser";
import { expect, test } from "vitest";
import { errorOf, isAbort, isCode, ServiceError } from "./errors";

const none = () => null;
const headers = (all: Record<string, string>) => (name: string) => all[name] ?? null;

test("S3's form of an error is read", () => {
  const body =
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchBucket</Code><Message>It is gone.</Message><RequestId>r1</RequestId></Error>';
  expect(errorOf(404, body, none)).toMatchObject({ status: 404, code: "NoSuchBucket", message: "It is gone.", requestId: "r1" });
});

test("IAM's form of an error is read", () => {
  const body =
    '<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>NoSuchEntity</Code>' +
    "<Message>No such user.</Message></Error><RequestId>r2</RequestId></ErrorResponse>";
  expect(errorOf(404, body, none)).toMatchObject({ code: "NoSuchEntity", message: "No such user.", requestId: "r2" });
});

test("the request's id in a header goes before that in the document", () => {
  expect(errorOf(400, "<Error><RequestId>r1</RequestId></Error>", headers({ "x-amz-request-id": "r3" })).requestId).toBe("r3");
  expect(errorOf(400, "", headers({ "x-amzn-requestid": "r4" })).requestId).toBe("r4");
  expect(errorOf(400, "<Error><RequestID>r5</RequestID></Error>", none).requestId).toBe("r5");
});

test.each([
  [400, "BadRequest"],
  [403, "AccessDenied"],
  [404, "NotFound"],
  [412, "PreconditionFailed"],
  [413, "EntityTooLarge"],
  [429, "TooManyRequests"],
  [503, "ServiceUnavailable"],
  [418, "HTTP 418"],
])("an answer %d without a document is %s", (status, code) => {
  const error = errorOf(status, "", none);
  expect(error.code).toBe(code);
  expect(error.message).not.toBe("");
});

test.each(['{"message":"Forbidden"}', "<html><body>Forbidden<br></body></html>", "<html><body>Forbidden</body></html>", "  ", "Forbidden"])(
  "what a gateway answers, such as %j, is told by its status",
  (body) => {
    expect(errorOf(403, body, none)).toMatchObject({ code: "AccessDenied", message: "You are not allowed to do this." });
  },
);

test("a document may begin with spaces", () => {
  expect(errorOf(400, "\n <Error><Code>X</Code></Error>", none).code).toBe("X");
});

test.each([
  ["3", 3],
  ["0", undefined],
  ["soon", undefined],
  ["Wed, 21 Oct 2026 07:28:00 GMT", undefined],
  ["", undefined],
])("Retry-After: %s asks for %s seconds", (value, seconds) => {
  expect(errorOf(503, "", headers({ "retry-after": value })).retryAfter).toBe(seconds);
});

test("an error is known by any of its codes", () => {
  const error = new ServiceError(404, "NoSuchKey", "", "");
  expect(isCode(error, "NoSuchBucket", "NoSuchKey")).toBe(true);
  expect(isCode(error, "NoSuchBucket")).toBe(false);
  expect(isCode(new Error("NoSuchKey"), "NoSuchKey")).toBe(false);
});

test("stopping is told from failing", () => {
  expect(isAbort(new DOMException("", "AbortError"))).toBe(true);
  expect(isAbort(new DOMException("", "NotReadableError"))).toBe(false);
  expect(isAbort(new Error("AbortError"))).toBe(false);
});
