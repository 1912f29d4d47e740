// Apache OpenDAL, by its package for Node.js.
import { BUCKET, KEY, LISTING, REGION, S3_URL, SECRET, content, equal, files, main, packageVersion, packaged, sameBytes,
    tree } from "./lib.mjs";
import { readFileSync } from "node:fs";

function operator(bucket = BUCKET) {
  const { Operator } = packaged("opendal");
  return new Operator("s3", { bucket, endpoint: S3_URL, region: REGION, access_key_id: KEY, secret_access_key: SECRET,
      disable_config_load: "true" });
}

await main(() => packageVersion("opendal"), {
  async sizes() {
    const op = operator();
    for (const name of files()) {
      await op.write(name, content(name));
      sameBytes(content(name), await op.read(name), name);
    }
  },
  async tree() {
    const op = operator();
    for (const [path, name] of tree()) {
      await op.write(name, readFileSync(path));
    }
    const keys = (await op.list("", { recursive: true })).map(entry => entry.path()).filter(path => path && !path.endsWith("/"));
    equal([...tree()].map(([, name]) => name).sort(), keys.sort(), "the keys");
  },
  async metadata() {
    const op = operator();
    await op.write("m", Buffer.from("x"), { contentType: "text/x-certify", cacheControl: "max-age=7" });
    equal("text/x-certify", (await op.stat("m")).contentType, "the content type");
  },
  async ranges() {
    const op = operator();
    await op.write("r", content("5MiB"));
    sameBytes(content("5MiB").subarray(1000000, 1001000), await op.read("r", { offset: 1000000n, size: 1000n }), "the range");
  },
  async multipart() {
    const op = operator();
    const writer = await op.writer("u", { chunk: 5n << 20n });
    await writer.write(content("30MB"));
    await writer.close();
    sameBytes(content("30MB"), await op.read("u"), "the object");
  },
  async listing() {
    const op = operator(LISTING);
    equal(5000, (await op.list("", { recursive: true })).filter(entry => !entry.path().endsWith("/")).length, "keys");
    equal(50, (await op.list("")).filter(entry => entry.path() !== "/").length, "common prefixes");
  },
  async presigned() {
    const op = operator();
    const put = await op.presignWrite("p", 60);
    equal(200, (await fetch(put.url, { method: put.method, headers: put.headers, body: content("5MiB") })).status, "the presigned PUT");
    const get = await op.presignRead("p", 60);
    sameBytes(content("5MiB"), await (await fetch(get.url, { headers: get.headers })).arrayBuffer(), "the presigned GET");
  },
  async copy() {
    const op = operator();
    await op.write("one", content("5MiB"));
    await op.copy("one", "two +");
    await op.delete("one");
    sameBytes(content("5MiB"), await op.read("two +"), "the copy");
    equal(false, await op.exists("one"), "the source is there");
  },
  async race() {
    const op = operator();
    const told = await Promise.all([...Array(16).keys()].map(i => op.write("once", Buffer.from(String(i)), { ifNotExists: true })
      .then(() => "won", e => String(e.message ?? e))));
    equal(1, told.filter(one => one === "won").length, "writers that made the object");
    const other = told.find(one => one !== "won" && !/ConditionNotMatch|ConditionalRequestConflict/.test(one));
    equal(undefined, other, "another refusal than of the condition");
  },
});
