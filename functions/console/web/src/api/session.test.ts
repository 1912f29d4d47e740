import { SESSION } from "../testing/endpoint";
import { afterEach, expect, test, vi } from "vitest";
import type * as SessionModule from "./session";

const HOUR = 60 * 60 * 1_000;
const PAIR = { ...SESSION, accessKeyId: "AKIAKEPT" };

afterEach(() => {
  vi.useRealTimers();
  sessionStorage.clear();
});

/** A tab has a page and a storage of its own. What was stored in another is not there, except if the tab is reloaded. */
async function tab({ reloaded = false } = {}): Promise<typeof SessionModule> {
  if (!reloaded) {
    sessionStorage.clear();
  }
  vi.resetModules();
  const opened = await import("./session");
  await opened.shareWithTabs();
  return opened;
}

test("a session that is not kept ends with the page, and no other tab hears of it", async () => {
  const first = await tab();
  first.startSession(PAIR, false);
  expect(sessionStorage.length).toBe(0);
  expect((await tab()).session()).toBeNull();
});

test("a kept session survives a reload for twelve hours", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  (await tab()).startSession(PAIR, true);
  const reloaded = await tab({ reloaded: true });
  expect(reloaded.session()).toEqual(PAIR);

  vi.setSystemTime(Date.now() + 12 * HOUR + 1);
  expect(reloaded.session()).toBeNull();
  expect(sessionStorage.length).toBe(0);
});

test("a new tab is signed in by one that keeps its session, and signing out ends both", async () => {
  const first = await tab();
  first.startSession(PAIR, true);
  const second = await tab();
  expect(second.session()).toEqual(PAIR);

  second.endSession();
  await vi.waitFor(() => expect(first.session()).toBeNull());
});

test("a tab that waits for a pair is signed in as soon as another one is, and follows a rotation", async () => {
  const waiting = await tab();
  const other = await tab();
  other.startSession(PAIR, true);
  await vi.waitFor(() => expect(waiting.session()).toEqual(PAIR));

  other.changeCredentials({ accessKeyId: "AKIANEXT", secretAccessKey: "next" });
  await vi.waitFor(() => expect(waiting.session()?.accessKeyId).toBe("AKIANEXT"));
  other.endSession();
});

test("who signed in for one page alone is not signed out or changed by other tabs", async () => {
  const alone = await tab();
  alone.startSession(SESSION, false);
  const other = await tab();
  other.startSession(PAIR, true);
  other.endSession();
  await vi.waitFor(() => expect(other.session()).toBeNull());
  expect(alone.session()).toEqual(SESSION);
});
