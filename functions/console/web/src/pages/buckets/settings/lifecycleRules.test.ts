import "../../../testing/browser";
import { describe, expect, test } from "vitest";
import { parseXml } from "../../../api/xml";
import { LIFECYCLE_EXAMPLES, lifecycleDocument, lifecycleRulesOf, type LifecycleRule } from "./lifecycleRules";

const RULE: LifecycleRule = {
  id: "",
  enabled: true,
  prefix: "",
  tags: "",
  largerThan: "",
  smallerThan: "",
  days: "",
  noncurrentDays: "",
  noncurrentKept: "",
  uploadDays: "",
  loneMarkers: false,
};

function document(rule: string): Element {
  return parseXml(`<LifecycleConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Rule>${rule}</Rule></LifecycleConfiguration>`);
}

/** What stands inside the only rule. */
function written(rule: Partial<LifecycleRule>): string {
  return /<Rule>(.*)<\/Rule>/.exec(lifecycleDocument([{ ...RULE, ...rule }]))?.[1] ?? "";
}

describe("from the form and back", () => {
  test.each<[string, LifecycleRule]>([
    ...LIFECYCLE_EXAMPLES.map(({ title, rule }): [string, LifecycleRule] => [title, rule]),
    [
      "a rule with everything",
      {
        id: "a <b> & c",
        enabled: false,
        prefix: " tmp/ ",
        tags: "color=blue\nempty=\nmath=a=b",
        largerThan: "1",
        smallerThan: "1048576",
        days: "7",
        noncurrentDays: "30",
        noncurrentKept: "3",
        uploadDays: "1",
        loneMarkers: true,
      },
    ],
    ["a rule for one tag", { ...RULE, tags: "color=blue", days: "1" }],
    ["a rule for two tags", { ...RULE, tags: "color=blue\nsize=big", days: "1" }],
    ["a rule for large objects", { ...RULE, largerThan: "5", days: "1" }],
  ])("%s stays as it was", (_, rule) => {
    expect(lifecycleRulesOf(parseXml(lifecycleDocument([rule, RULE])))).toEqual([rule, RULE]);
  });
});

describe("a document", () => {
  test("has a filter without conditions for all objects", () => {
    expect(written({ days: "7" })).toBe("<Filter></Filter><Status>Enabled</Status><Expiration><Days>7</Days></Expiration>");
  });

  test("has one condition as it is, and several inside And", () => {
    expect(written({ prefix: "a" })).toContain("<Filter><Prefix>a</Prefix></Filter>");
    expect(written({ prefix: "a", tags: "k=v" })).toContain(
      "<Filter><And><Prefix>a</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></And></Filter>",
    );
  });

  test("has the prefix as it was typed, spaces and all", () => {
    expect(written({ prefix: " " })).toContain("<Prefix> </Prefix>");
  });

  test("has a tag without a value where there is no equals sign", () => {
    expect(written({ tags: " color \n\n" })).toContain("<Filter><Tag><Key>color</Key><Value></Value></Tag></Filter>");
  });

  test("does not mention what is empty", () => {
    expect(written({ id: " ", enabled: false, noncurrentKept: " 2 " })).toBe(
      "<Filter></Filter><Status>Disabled</Status>" +
        "<NoncurrentVersionExpiration><NewerNoncurrentVersions>2</NewerNoncurrentVersions></NoncurrentVersionExpiration>",
    );
  });
});

describe("a stored document", () => {
  test("is read whether or not its conditions are inside And", () => {
    expect(lifecycleRulesOf(document("<Status>Enabled</Status><Filter><And><Prefix>a</Prefix></And></Filter>"))).toEqual([
      { ...RULE, prefix: "a" },
    ]);
    expect(lifecycleRulesOf(document("<Status>Enabled</Status><Filter><Prefix>a</Prefix></Filter>"))).toEqual([{ ...RULE, prefix: "a" }]);
  });

  test.each([
    ["a date", "<Expiration><Date>2026-01-01T00:00:00Z</Date></Expiration>"],
    ["a prefix as S3 had it before there were filters", "<Prefix>a</Prefix>"],
    ["a transition", "<Transition><Days>1</Days><StorageClass>GLACIER</StorageClass></Transition>"],
    ["something unknown far inside", "<Filter><And><Tag><Key>k</Key><Value>v</Value><More/></Tag></And></Filter>"],
    ["a tag whose key has an equals sign", "<Filter><Tag><Key>a=b</Key><Value>c</Value></Tag></Filter>"],
    ["a tag whose key begins with a space", "<Filter><Tag><Key> a</Key><Value>c</Value></Tag></Filter>"],
    ["a tag whose value ends with a space", "<Filter><And><Tag><Key>a</Key><Value>c </Value></Tag></And></Filter>"],
    ["a tag of two lines", "<Filter><Tag><Key>a</Key><Value>b\nc</Value></Tag></Filter>"],
  ])("is left alone where the form would change it: %s", (_, inside) => {
    expect(lifecycleRulesOf(document(`<Status>Enabled</Status>${inside}`))).toBeNull();
  });

  test("of something else is left alone", () => {
    expect(lifecycleRulesOf(parseXml("<CORSConfiguration/>"))).toBeNull();
  });
});
