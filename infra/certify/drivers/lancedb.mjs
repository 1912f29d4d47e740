// LanceDB: tables in a bucket, whose commits are conditional creations.
import { BUCKET, KEY, REGION, S3_URL, SECRET, equal, main, packageVersion, packaged } from "./lib.mjs";

await main(() => packageVersion("@lancedb/lancedb"), {
  async purpose() {
    const lancedb = packaged("@lancedb/lancedb");
    const storageOptions = { awsEndpoint: S3_URL, awsRegion: REGION, awsAccessKeyId: KEY, awsSecretAccessKey: SECRET, allowHttp: "true" };
    const open = () => lancedb.connect(`s3://${BUCKET}/lance`, { storageOptions });
    const rows = (from, count) => [...Array(count).keys()].map(i => ({ id: from + i, vector: [from + i, i] }));
    await (await open()).createTable("t", rows(0, 100));
    // Four writers that know nothing of each other commit at the same time.
    await Promise.all([1, 2, 3, 4].map(async i => {
      const table = await (await open()).openTable("t");
      await table.add(rows(i * 100, 100));
    }));
    const table = await (await open()).openTable("t");
    equal(500, await table.countRows(), "rows");
    await table.delete("id >= 250");
    equal(250, await table.countRows(), "rows after a deletion");
    const [nearest] = await table.search([7, 7]).limit(1).toArray();
    equal(7, Number(nearest.id), "the nearest row");
    await table.optimize();
    equal(250, await table.countRows(), "rows after a compaction");
  },
});
