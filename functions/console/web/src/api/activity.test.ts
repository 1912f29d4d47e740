import { withIam } from "../testing/endpoint";
import { expect, test } from "vitest";
import { getActivity } from "./activity";

const COUNTS =
  "<Requests>7</Requests><Refused>2</Refused><Failed>1</Failed><Received>3</Received><Sent>4</Sent>" +
  "<Micros50>500</Micros50><Micros90>1500</Micros90><Micros99>2000000</Micros99>";
const READ = { requests: 7, refused: 2, failed: 1, received: 3, sent: 4, half: 0.5, nineTenths: 1.5, most: 2_000 };

test("what was answered lately is read with times in milliseconds", async () => {
  const asked = await withIam({
    GetActivity:
      "<Since>2026-01-02T03:04:05Z</Since>" +
      `<Minutes><member><Start>2026-01-02T03:05:00Z</Start>${COUNTS}</member></Minutes>` +
      `<Operations><member><Operation>GetObject</Operation>${COUNTS}</member></Operations>` +
      "<Refusals><member><Time>2026-01-02T03:05:01Z</Time><RequestId>R1</RequestId><Operation>GetObject</Operation>" +
      "<Bucket>photos</Bucket><Status>404</Status><Error>NoSuchKey</Error></member></Refusals>",
  });
  expect(await getActivity(undefined, "111122223333")).toEqual({
    since: new Date("2026-01-02T03:04:05Z"),
    minutes: [{ start: new Date("2026-01-02T03:05:00Z"), ...READ }],
    operations: [{ operation: "GetObject", ...READ }],
    refusals: [
      {
        time: new Date("2026-01-02T03:05:01Z"),
        requestId: "R1",
        operation: "GetObject",
        bucket: "photos",
        status: 404,
        error: "NoSuchKey",
        accountId: "",
      },
    ],
  });
  expect(asked).toEqual(["GetActivity AccountId=111122223333"]);
});
