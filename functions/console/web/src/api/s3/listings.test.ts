import { withEndpoint } from "../../testing/endpoint";
import { describe, expect, test } from "vitest";
import { listObjectsV2, listObjectVersions } from "./listings";
import { completeMultipartUpload, listMultipartUploads, listParts } from "./multipart";

describe("a page of objects", () => {
  test("has keys as they are, whatever is in them", async () => {
    await withEndpoint(
      () =>
        new Response(`<ListBucketResult><Contents><Key>a%20b%2B+c%01%2F%C3%BC</Key><Size>7</Size><ETag>"e"</ETag>
<LastModified>2026-11-21T00:00:00.000Z</LastModified><StorageClass>STANDARD</StorageClass></Contents>
<CommonPrefixes><Prefix>x%2F%26%2F</Prefix></CommonPrefixes><NextContinuationToken>t/1</NextContinuationToken></ListBucketResult>`),
    );
    expect(await listObjectsV2("b")).toEqual({
      objects: [{ key: "a b+ c\u0001/ü", size: 7, etag: '"e"', modified: new Date("2026-11-21T00:00:00Z"), storageClass: "STANDARD" }],
      prefixes: ["x/&/"],
      next: "t/1",
    });
  });

  test("is asked for with what was given, and nothing else", async () => {
    const asked = await withEndpoint(() => new Response("<ListBucketResult/>"));
    expect(await listObjectsV2("b", { prefix: "", delimiter: "/", token: "t+1" })).toEqual({ objects: [], prefixes: [], next: undefined });
    expect(Object.fromEntries(asked[0]?.url.searchParams ?? [])).toEqual({
      "list-type": "2",
      "encoding-type": "url",
      delimiter: "/",
      "continuation-token": "t+1",
    });
  });
});

describe("a page of versions", () => {
  test("has versions and delete markers in the order they came", async () => {
    await withEndpoint(
      () =>
        new Response(`<ListVersionsResult><IsTruncated>true</IsTruncated><NextKeyMarker>a%20b</NextKeyMarker>
<NextVersionIdMarker>v1</NextVersionIdMarker><DeleteMarker><Key>a</Key><VersionId>v2</VersionId><IsLatest>true</IsLatest></DeleteMarker>
<Version><Key>a</Key><VersionId>null</VersionId><IsLatest>false</IsLatest><Size>1</Size></Version></ListVersionsResult>`),
    );
    const page = await listObjectVersions("b");
    expect(page.versions).toMatchObject([
      { key: "a", versionId: "v2", latest: true, deleteMarker: true },
      { key: "a", versionId: "null", latest: false, deleteMarker: false, size: 1 },
    ]);
    expect(page.next).toEqual({ key: "a b", versionId: "v1" });
  });

  test("is the last where it is not truncated, whatever markers it has", async () => {
    await withEndpoint(() => new Response("<R><IsTruncated>false</IsTruncated><NextKeyMarker>a</NextKeyMarker></R>"));
    expect((await listObjectVersions("b")).next).toBeUndefined();
  });
});

describe("uploads in progress", () => {
  test("are listed with keys as they are", async () => {
    await withEndpoint(
      () =>
        new Response(`<R><Upload><Key>a%20b</Key><UploadId>u1</UploadId><Initiated>2026-11-21T00:00:00Z</Initiated></Upload>
<IsTruncated>true</IsTruncated><NextKeyMarker>a%20b</NextKeyMarker><NextUploadIdMarker>u1</NextUploadIdMarker></R>`),
    );
    expect(await listMultipartUploads("b")).toEqual({
      uploads: [{ key: "a b", uploadId: "u1", initiated: new Date("2026-11-21T00:00:00Z") }],
      next: { key: "a b", uploadId: "u1" },
    });
  });

  test("tell their parts over all pages", async () => {
    const asked = await withEndpoint((_, number) =>
      number === 1
        ? new Response(`<R><Part><PartNumber>1</PartNumber><ETag>"a"</ETag><Size>5</Size></Part>
<IsTruncated>true</IsTruncated><NextPartNumberMarker>1</NextPartNumberMarker></R>`)
        : new Response('<R><Part><PartNumber>3</PartNumber><ETag>"c"</ETag><Size>1</Size></Part><IsTruncated>false</IsTruncated></R>'),
    );
    expect(await listParts("b", { key: "k", uploadId: "u1" })).toEqual([
      { number: 1, etag: '"a"', size: 5 },
      { number: 3, etag: '"c"', size: 1 },
    ]);
    expect(asked.map(({ url }) => url.search)).toEqual(["?uploadId=u1", "?uploadId=u1&part-number-marker=1"]);
  });

  test("that fail to complete after their answer has begun have failed", async () => {
    await withEndpoint(() => new Response("\n\n <Error><Code>InternalError</Code><Message>Later</Message></Error>"));
    await expect(completeMultipartUpload("b", { key: "k", uploadId: "u1" }, [])).rejects.toMatchObject({ code: "InternalError" });
  });
});
