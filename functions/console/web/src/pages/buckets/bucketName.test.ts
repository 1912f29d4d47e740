import { describe, expect, test } from "vitest";
import { nameRules, suggestedName } from "./bucketName";

function broken(name: string, dotted = true): string[] {
  return nameRules(name, dotted)
    .filter(({ holds }) => !holds)
    .map(({ text }) => text);
}

describe("names of buckets", () => {
  test.each(["abc", "a-b", "a.b.c", "123", "a".repeat(63)])("%s keeps all rules", (name) => {
    expect(broken(name)).toEqual([]);
  });

  test.each([
    ["ab", "3 to 63 characters"],
    ["a".repeat(64), "3 to 63 characters"],
    ["aBc", "Lower-case letters, digits, dashes and dots only"],
    ["a_b", "Lower-case letters, digits, dashes and dots only"],
    ["-abc", "Begins and ends with a letter or a digit"],
    ["abc-", "Begins and ends with a letter or a digit"],
    ["a..b", "A letter or a digit on both sides of every dot"],
    ["a.-b", "A letter or a digit on both sides of every dot"],
    ["a-.b", "A letter or a digit on both sides of every dot"],
    ["192.168.0.1", "No IP address"],
    ["xn--abc", "None of the names that are reserved"],
    ["abc--ol-s3", "None of the names that are reserved"],
    ["console", "None of the names that are reserved"],
  ])("%s breaks one: %s", (name, rule) => {
    expect(broken(name)).toEqual([rule]);
  });

  test("have no dots where the endpoint allows none", () => {
    expect(broken("a.b", false)).toEqual(["Lower-case letters, digits and dashes only"]);
  });
});

test.each([
  ["My Photos", "my-photos"],
  ["Ärger & Übermut", "arger-ubermut"],
  ["..a..b-.c--", "a.b.c"],
  [`${"a".repeat(62)}-bc`, "a".repeat(62)],
])("for %s a name that keeps the rules is suggested", (typed, name) => {
  expect(suggestedName(typed, true)).toBe(name);
});
