import { describe, expect, test } from "vitest";
import { clientsOf, type Connection } from "./snippets";

const CONNECTION: Connection = {
  endpoint: "https://s3.example.com",
  region: "eu-central-1",
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  bucket: "photos",
};

function textOf(id: string, some: Partial<Connection> = {}): string {
  const client = clientsOf({ ...CONNECTION, ...some }).find((one) => one.id === id);
  return (client?.snippets ?? []).map(({ text }) => text).join("\n");
}

describe.each(clientsOf(CONNECTION).map(({ id }) => id))("what is pasted for %s", (id) => {
  test("holds the endpoint, the region and the key pair", () => {
    for (const value of [CONNECTION.endpoint, CONNECTION.region, CONNECTION.accessKeyId, CONNECTION.secret]) {
      expect(textOf(id)).toContain(value);
    }
  });

  test("asks for path style", () => {
    expect(textOf(id)).toMatch(/path/i);
  });

  test("has nothing left out", () => {
    expect(textOf(id)).not.toMatch(/undefined|null|\[object/);
  });
});

test("every client has an id of its own", () => {
  const ids = clientsOf(CONNECTION).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe("in a shell", () => {
  test("words that need no quotes have none", () => {
    expect(textOf("aws")).toContain("aws_secret_access_key wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n");
    expect(textOf("restic")).toContain("export RESTIC_REPOSITORY=s3:https://s3.example.com/photos/restic\n");
  });

  test.each([
    ["<your secret>", "'<your secret>'"],
    ["it's", String.raw`'it'\''s'`],
    ["$(rm -rf ~)", "'$(rm -rf ~)'"],
    ["", "''"],
  ])("%s is one word", (secret, word) => {
    expect(textOf("restic", { secret })).toContain(`export AWS_SECRET_ACCESS_KEY=${word}\n`);
  });
});

test.each(["python", "javascript", "java", "go"])("in %s a secret stays a string, whatever is in it", (id) => {
  expect(textOf(id, { secret: 'a"b\\c' })).toContain(String.raw`"a\"b\\c"`);
});

test("s3cmd is told the host without its scheme, and whether it has TLS", () => {
  expect(textOf("s3cmd")).toContain("host_base = s3.example.com\nhost_bucket = s3.example.com\nuse_https = True\n");
  expect(textOf("s3cmd", { endpoint: "http://127.0.0.1:9000" })).toContain("host_base = 127.0.0.1:9000\n");
});

test("Terraform keeps its state in the bucket", () => {
  expect(textOf("terraform")).toMatch(/bucket +="? ?"photos"/);
});
