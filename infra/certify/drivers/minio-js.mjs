// MinIO's client for JavaScript.
import { join } from "node:path";
import { readFileSync } from "node:fs";
import { BUCKET, FILES, KEY, LISTING, REGION, S3_URL, SECRET, bytesOf, content, equal, files, main, packageVersion, packaged, refused,
    sameBytes, tree } from "./lib.mjs";

function client() {
  const { Client } = packaged("minio");
  const url = new URL(S3_URL);
  return new Client({ endPoint: url.hostname, port: Number(url.port) || undefined, useSSL: url.protocol === "https:", region: REGION,
    accessKey: KEY, secretKey: SECRET, pathStyle: true });
}
const get = async (s3, key) => bytesOf(await s3.getObject(BUCKET, key));

await main(() => packageVersion("minio"), {
  async sizes() {
    const s3 = client();
    for (const name of files()) {
      await s3.fPutObject(BUCKET, name, join(FILES, name));
      await s3.fGetObject(BUCKET, name, "back");
      sameBytes(content(name), readFileSync("back"), name);
    }
  },
  async tree() {
    const s3 = client();
    for (const [path, name] of tree()) {
      await s3.fPutObject(BUCKET, name, path);
      sameBytes(readFileSync(path), await get(s3, name), name);
    }
  },
  async metadata() {
    const s3 = client();
    await s3.putObject(BUCKET, "m", "x", 1, { "Content-Type": "text/x-certify", color: "blue" });
    const stat = await s3.statObject(BUCKET, "m");
    equal(["text/x-certify", "blue"], [stat.metaData["content-type"], stat.metaData.color], "metadata");
    await s3.setObjectTagging(BUCKET, "m", { a: "1" });
    equal("a=1", (await s3.getObjectTagging(BUCKET, "m")).flat().map(tag => `${tag.Key}=${tag.Value}`).join(), "tags");
  },
  async ranges() {
    const s3 = client();
    await s3.fPutObject(BUCKET, "r", join(FILES, "5MiB"));
    sameBytes(content("5MiB").subarray(1000000, 1001000), await bytesOf(await s3.getPartialObject(BUCKET, "r", 1000000, 1000)),
        "the range");
  },
  async listing() {
    const s3 = client();
    const count = async (prefix, recursive) => (await Array.fromAsync?.(s3.listObjectsV2(LISTING, prefix, recursive))
      ?? await new Promise((done, failed) => {
        const all = [];
        s3.listObjectsV2(LISTING, prefix, recursive).on("data", one => all.push(one)).on("end", () => done(all)).on("error", failed);
      })).length;
    equal([5000, 50], [await count("", true), await count("", false)], "keys, and common prefixes");
  },
  async presigned() {
    const s3 = client();
    equal(200, (await fetch(await s3.presignedPutObject(BUCKET, "p", 60), { method: "PUT", body: content("5MiB") })).status,
        "the presigned PUT");
    sameBytes(content("5MiB"), await (await fetch(await s3.presignedGetObject(BUCKET, "p", 60))).arrayBuffer(), "the presigned GET");
    const policy = s3.newPostPolicy();
    policy.setBucket(BUCKET);
    policy.setKey("posted");
    policy.setExpires(new Date(Date.now() + 60_000));
    const { postURL, formData } = await s3.presignedPostPolicy(policy);
    const form = new FormData();
    Object.entries(formData).forEach(([name, value]) => form.append(name, value));
    form.append("file", new Blob(["posted"]));
    equal(204, (await fetch(postURL, { method: "POST", body: form })).status, "the POST");
  },
  async copy() {
    const s3 = client();
    await s3.fPutObject(BUCKET, "one", join(FILES, "5MiB"));
    await s3.copyObject(BUCKET, "two +", `/${BUCKET}/one`);
    await s3.removeObjects(BUCKET, ["one"]);
    sameBytes(content("5MiB"), await get(s3, "two +"), "the copy");
    await refused(["NoSuchKey"], s3.getObject(BUCKET, "one"));
  },
  async versions() {
    const s3 = client();
    await s3.setBucketVersioning(BUCKET, { Status: "Enabled" });
    const { versionId } = await s3.putObject(BUCKET, "v", "one");
    await s3.putObject(BUCKET, "v", "two");
    sameBytes("one", await bytesOf(await s3.getObject(BUCKET, "v", { versionId })), "the first version");
    await s3.removeObject(BUCKET, "v");
    await refused(["NoSuchKey"], s3.getObject(BUCKET, "v"));
  },
});
