import { withSettings } from "../testing/endpoint";
import { expect, test, vi } from "vitest";
import { endpointFor, FUNCTION_LIMIT, loadSettings, settings } from "./settings";

const STREAMING = "https://streaming.example.com";

test("there are no settings before they are loaded", async () => {
  vi.resetModules();
  const loading = await import("./settings");
  expect(() => loading.settings()).toThrow("not loaded");
});

test("settings are loaded from beside the pages", async () => {
  const fetched = vi.fn(async (_url: URL) => Response.json({ region: "eu-west-1" }));
  vi.stubGlobal("fetch", fetched);
  expect((await loadSettings()).region).toBe("eu-west-1");
  expect(String(fetched.mock.calls[0]?.[0])).toBe("https://console.example.com/console/settings.json");
  expect(settings().region).toBe("eu-west-1");
});

test("settings that are not there are an error", async () => {
  vi.stubGlobal("fetch", async () => new Response("", { status: 404 }));
  await expect(loadSettings()).rejects.toThrow("settings.json: HTTP 404");
});

test("what passes the functions goes through them, to the last byte; more goes to the streaming endpoint", async () => {
  await withSettings({ functionLimits: true, streamingEndpoint: STREAMING });
  expect(endpointFor(0)).toBe("https://s3.example.com");
  expect(endpointFor(FUNCTION_LIMIT)).toBe("https://s3.example.com");
  expect(endpointFor(FUNCTION_LIMIT + 1)).toBe(STREAMING);
});

test("everything goes to the one endpoint where there is no other, or no functions", async () => {
  await withSettings({ functionLimits: true });
  expect(endpointFor(2 ** 40)).toBe("https://s3.example.com");
  await withSettings({ functionLimits: false, streamingEndpoint: STREAMING });
  expect(endpointFor(2 ** 40)).toBe("https://s3.example.com");
});
