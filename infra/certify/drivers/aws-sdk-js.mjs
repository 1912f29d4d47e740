// The AWS SDK for JavaScript, version 3.
import { createReadStream, statSync } from "node:fs";
import { join } from "node:path";
import {
  BUCKET, FILES, KEY, LISTING, REGION, S3_URL, SECRET, bytesOf, content, equal, files, main, packageVersion, packaged, refused, sameBytes,
  tree,
} from "./lib.mjs";

let sdk;
function client() {
  sdk = packaged("@aws-sdk/client-s3");
  return new sdk.S3({ endpoint: S3_URL, region: REGION, forcePathStyle: true, credentials: { accessKeyId: KEY,
      secretAccessKey: SECRET } });
}
const get = async (s3, Key, more) => bytesOf((await s3.getObject({ Bucket: BUCKET, Key, ...more })).Body);

await main(() => packageVersion("@aws-sdk/client-s3"), {
  async sizes() {
    const s3 = client();
    const { Upload } = packaged("@aws-sdk/lib-storage");
    for (const name of files()) {
      await s3.putObject({ Bucket: BUCKET, Key: name, Body: content(name) });
      sameBytes(content(name), await get(s3, name), name);
      await new Upload({ client: s3, params: { Bucket: BUCKET, Key: name, Body: createReadStream(join(FILES, name)) } }).done();
      sameBytes(content(name), await get(s3, name), `${name}, by Upload,`);
    }
  },
  async tree() {
    const s3 = client();
    for (const [path, name] of tree()) {
      await s3.putObject({ Bucket: BUCKET, Key: name, Body: createReadStream(path),
          ContentLength: statSync(path).size });
    }
    const keys = [];
    for await (const page of sdk.paginateListObjectsV2({ client: s3 }, { Bucket: BUCKET })) {
      keys.push(...page.Contents.map(item => item.Key));
    }
    equal([...tree()].map(([, name]) => name).sort(), keys.sort(), "the keys");
  },
  async metadata() {
    const s3 = client();
    await s3.putObject({ Bucket: BUCKET, Key: "m", Body: "x", ContentType: "text/x-certify", CacheControl: "max-age=7",
        Metadata: { color: "blue" } });
    const head = await s3.headObject({ Bucket: BUCKET, Key: "m" });
    equal(["text/x-certify", "max-age=7", { color: "blue" }], [head.ContentType, head.CacheControl, head.Metadata], "metadata");
  },
  async ranges() {
    const s3 = client();
    await s3.putObject({ Bucket: BUCKET, Key: "r", Body: content("5MiB") });
    sameBytes(content("5MiB").subarray(1000000), await get(s3, "r", { Range: "bytes=1000000-" }), "the range");
    await refused(["InvalidRange"], s3.getObject({ Bucket: BUCKET, Key: "r", Range: "bytes=5242880-" }));
  },
  async multipart() {
    const s3 = client();
    const { Upload } = packaged("@aws-sdk/lib-storage");
    const aborted = await s3.createMultipartUpload({ Bucket: BUCKET, Key: "u" });
    await s3.abortMultipartUpload({ Bucket: BUCKET, Key: "u", UploadId: aborted.UploadId });
    await refused(["NoSuchUpload"], s3.listParts({ Bucket: BUCKET, Key: "u", UploadId: aborted.UploadId }));
    await new Upload({ client: s3, params: { Bucket: BUCKET, Key: "u", Body: content("30MB") }, queueSize: 3, partSize: 5 << 20 }).done();
    sameBytes(content("30MB"), await get(s3, "u"), "the object");
  },
  async listing() {
    const s3 = client();
    let keys = 0;
    for await (const page of sdk.paginateListObjectsV2({ client: s3 }, { Bucket: LISTING })) {
      keys += page.KeyCount;
    }
    equal(5000, keys, "keys");
    equal(50, (await s3.listObjectsV2({ Bucket: LISTING, Delimiter: "/" })).CommonPrefixes.length, "common prefixes");
  },
  async presigned() {
    const s3 = client();
    const { getSignedUrl } = packaged("@aws-sdk/s3-request-presigner");
    const { createPresignedPost } = packaged("@aws-sdk/s3-presigned-post");
    const put = await fetch(await getSignedUrl(s3, new sdk.PutObjectCommand({ Bucket: BUCKET, Key: "p" })), { method: "PUT",
        body: content("5MiB") });
    equal(200, put.status, "the presigned PUT");
    const back = await fetch(await getSignedUrl(s3, new sdk.GetObjectCommand({ Bucket: BUCKET, Key: "p" })));
    sameBytes(content("5MiB"), await back.arrayBuffer(), "the presigned GET");
    const post = await createPresignedPost(s3, { Bucket: BUCKET, Key: "posted", Conditions: [["content-length-range", 0, 10]] });
    const form = new FormData();
    Object.entries(post.fields).forEach(([name, value]) => form.append(name, value));
    form.append("file", new Blob(["posted"]));
    equal(204, (await fetch(post.url, { method: "POST", body: form })).status, "the POST");
    sameBytes("posted", await get(s3, "posted"), "what was posted");
  },
  async copy() {
    const s3 = client();
    await s3.putObject({ Bucket: BUCKET, Key: "one", Body: content("5MiB") });
    await s3.copyObject({ Bucket: BUCKET, Key: "two +", CopySource: `${BUCKET}/one` });
    await s3.deleteObjects({ Bucket: BUCKET, Delete: { Objects: [{ Key: "one" }] } });
    sameBytes(content("5MiB"), await get(s3, "two +"), "the copy");
    await refused(["NoSuchKey"], s3.getObject({ Bucket: BUCKET, Key: "one" }));
  },
  async race() {
    const s3 = client();
    const tries = [...Array(16).keys()].map(i => s3.putObject({ Bucket: BUCKET, Key: "once", Body: String(i), IfNoneMatch: "*" })
      .then(() => "won", e => e.name));
    const told = await Promise.all(tries);
    equal(1, told.filter(one => one === "won").length, "writers that made the object");
    equal(15, told.filter(one => ["PreconditionFailed", "ConditionalRequestConflict"].includes(one)).length, "writers that were refused");
  },
  async checksums() {
    const s3 = client();
    for (const algorithm of ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"]) {
      const put = await s3.putObject({ Bucket: BUCKET, Key: "c", Body: content("5MiB"), ChecksumAlgorithm: algorithm });
      const head = await s3.headObject({ Bucket: BUCKET, Key: "c", ChecksumMode: "ENABLED" });
      equal(put[`Checksum${algorithm}`], head[`Checksum${algorithm}`], algorithm);
      sameBytes(content("5MiB"), await get(s3, "c", { ChecksumMode: "ENABLED" }), algorithm);
    }
    await refused(["BadDigest"], s3.putObject({ Bucket: BUCKET, Key: "c", Body: "x", ChecksumCRC32: "AAAAAA==" }));
  },
  async versions() {
    const s3 = client();
    await s3.putBucketVersioning({ Bucket: BUCKET, VersioningConfiguration: { Status: "Enabled" } });
    const { VersionId } = await s3.putObject({ Bucket: BUCKET, Key: "v", Body: "one" });
    await s3.putObject({ Bucket: BUCKET, Key: "v", Body: "two" });
    await s3.deleteObject({ Bucket: BUCKET, Key: "v" });
    await refused(["NoSuchKey"], s3.getObject({ Bucket: BUCKET, Key: "v" }));
    sameBytes("one", await get(s3, "v", { VersionId }), "the first version");
    equal(2, (await s3.listObjectVersions({ Bucket: BUCKET })).Versions.length, "versions");
  },
});
