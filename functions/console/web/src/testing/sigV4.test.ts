import { expect, test } from "vitest";
import { signatureOf } from "./sigV4";

const SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const SCOPE = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";
const NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

// S3 API Reference, "Signature Calculations for the Authorization Header", the examples.
test("the example of AWS for GET Object has the signature that AWS published", async () => {
  const headers = new Headers({
    authorization: `AWS4-HMAC-SHA256 Credential=${SCOPE},SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=`,
    range: "bytes=0-9",
    "x-amz-content-sha256": NOTHING,
    "x-amz-date": "20130524T000000Z",
  });
  const request = { method: "GET", url: "https://examplebucket.s3.amazonaws.com/test.txt", headers };
  expect(await signatureOf(request, SECRET)).toBe("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
});

test("the example of AWS for PUT Object, whose key has a dollar sign, has the signature that AWS published", async () => {
  const headers = new Headers({
    authorization: `AWS4-HMAC-SHA256 Credential=${SCOPE},SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,Signature=`,
    date: "Fri, 24 May 2013 00:00:00 GMT",
    "x-amz-content-sha256": "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
    "x-amz-date": "20130524T000000Z",
    "x-amz-storage-class": "REDUCED_REDUNDANCY",
  });
  const request = { method: "PUT", url: "https://examplebucket.s3.amazonaws.com/test$file.text", headers };
  expect(await signatureOf(request, SECRET)).toBe("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
});

test("the example of AWS for listing objects has the signature that AWS published", async () => {
  const headers = new Headers({
    authorization: `AWS4-HMAC-SHA256 Credential=${SCOPE},SignedHeaders=host;x-amz-content-sha256;x-amz-date,Signature=`,
    "x-amz-content-sha256": NOTHING,
    "x-amz-date": "20130524T000000Z",
  });
  const request = { method: "GET", url: "https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J", headers };
  expect(await signatureOf(request, SECRET)).toBe("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
});

test("the example of AWS for a presigned address has the signature that AWS published", async () => {
  const url =
    "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256" +
    `&X-Amz-Credential=${encodeURIComponent(SCOPE)}&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host`;
  expect(await signatureOf({ method: "GET", url }, SECRET)).toBe("aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
});
