import "../../../testing/browser";
import { describe, expect, test } from "vitest";
import { parseXml } from "../../../api/xml";
import { CORS_EXAMPLES, corsDocument, corsRulesOf, type CorsRule } from "./corsRules";

const RULE: CorsRule = { id: "", origins: "", methods: [], headers: "", exposed: "", maxAge: "" };

function document(...children: string[]): Element {
  return parseXml(`<CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${children.join("")}</CORSConfiguration>`);
}

describe("from the form and back", () => {
  test.each<[string, CorsRule]>([
    ...CORS_EXAMPLES.map(({ title, rule }): [string, CorsRule] => [title, rule]),
    [
      "a rule with everything",
      {
        id: "a <b> & c",
        origins: "https://a.example.com\nhttps://*.example.com",
        methods: ["PUT", "GET"],
        headers: "x-amz-*\ncontent-type",
        exposed: "ETag\nx-amz-version-id",
        maxAge: "0",
      },
    ],
    ["a rule with the least", { ...RULE, origins: "*", methods: ["GET"] }],
  ])("%s stays as it was", (_, rule) => {
    expect(corsRulesOf(parseXml(corsDocument([rule, RULE])))).toEqual([rule, RULE]);
  });

  test("what is empty asks for nothing, and spaces and empty lines do not count", () => {
    expect(corsDocument([{ ...RULE, id: " ", origins: " https://a \n\n  \nhttps://b\r", methods: ["GET"], maxAge: " 5 " }])).toBe(
      '<CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><CORSRule><AllowedOrigin>https://a</AllowedOrigin>' +
        "<AllowedOrigin>https://b</AllowedOrigin><AllowedMethod>GET</AllowedMethod><MaxAgeSeconds>5</MaxAgeSeconds></CORSRule></CORSConfiguration>",
    );
  });
});

describe("a stored document", () => {
  test("is shown in the form where the form knows all of it", () => {
    expect(
      corsRulesOf(document("<CORSRule><ID>r</ID><AllowedMethod>GET</AllowedMethod><AllowedOrigin>*</AllowedOrigin></CORSRule>")),
    ).toEqual([{ ...RULE, id: "r", origins: "*", methods: ["GET"] }]);
  });

  test("without rules has none", () => {
    expect(corsRulesOf(document())).toEqual([]);
  });

  test("is left alone where the form would lose some of it", () => {
    expect(corsRulesOf(document("<CORSRule><AllowedMethod>GET</AllowedMethod><Other>x</Other></CORSRule>"))).toBeNull();
    expect(corsRulesOf(parseXml("<LifecycleConfiguration/>"))).toBeNull();
  });
});
