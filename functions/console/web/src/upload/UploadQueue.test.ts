import { SESSION, withEndpoint, type Asked } from "../testing/endpoint";
import { withUploads } from "../testing/uploads";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { endSession, startSession } from "../api/session";
import { uploads, UploadQueue } from "./UploadQueue";

const file = (name: string, content = name, lastModified = 1) => new File([content], name, { lastModified });
const chosen = (...files: File[]) => files.map((one) => ({ path: one.name, file: one }));

/** Uploads that wait until the test lets each of them end. */
let sent: Asked[];
let ends: (() => void)[];

function keys(): string[] {
  return sent.map(({ url }) => url.pathname);
}

beforeEach(async () => {
  localStorage.clear();
  await withEndpoint(() => new Response());
  ends = [];
  sent = withUploads(() => new Promise((resolve) => ends.push(() => resolve(new Response()))));
});

afterEach(() => {
  uploads.dropAll();
});

test("four files go at once, in the order they were chosen, and each that is done makes room for the next", async () => {
  const queue = new UploadQueue();
  const done: string[] = [];
  queue.onDone((upload) => done.push(upload.key));
  queue.add("b", "f/", chosen(...["1", "2", "3", "4", "5"].map((name) => file(name))));
  await vi.waitUntil(() => sent.length === 4);
  expect(keys().sort()).toEqual(["/b/f/1", "/b/f/2", "/b/f/3", "/b/f/4"]);
  expect(queue.busy).toBe(true);
  ends.shift()?.();
  await vi.waitUntil(() => sent.length === 5);
  expect(done).toHaveLength(1);
  for (const end of ends) {
    end();
  }
  await vi.waitUntil(() => !queue.busy);
  expect(queue.uploads.map(({ state }) => state)).toEqual(Array(5).fill("done"));
  expect(done.sort()).toEqual(["f/1", "f/2", "f/3", "f/4", "f/5"]);
});

describe("a file that is chosen again", () => {
  test("is not sent twice while it is on its way", async () => {
    const queue = new UploadQueue();
    queue.add("b", "", chosen(file("1")));
    queue.add("b", "", chosen(file("1")));
    expect(queue.uploads).toHaveLength(1);
    queue.cancel();
  });

  test("goes on where it was paused", async () => {
    const queue = new UploadQueue();
    queue.add("b", "", chosen(file("1")));
    queue.pause();
    queue.add("b", "", chosen(file("1")));
    expect(queue.uploads.map(({ state }) => state)).toEqual(["waiting"]);
    queue.cancel();
  });

  test("takes the place of what it was before it changed", async () => {
    const queue = new UploadQueue();
    queue.add("b", "", chosen(file("1")));
    queue.add("b", "", chosen(file("1", "changed")));
    expect(queue.uploads.map(({ state }) => state)).toEqual(["cancelled", "uploading"]);
    queue.cancel();
  });
});

test("cancelling begins none of those that wait", async () => {
  const queue = new UploadQueue();
  queue.add("b", "", chosen(...["1", "2", "3", "4", "5", "6"].map((name) => file(name))));
  await vi.waitUntil(() => sent.length === 4);
  queue.cancel();
  await vi.waitUntil(() => !queue.busy);
  expect(sent).toHaveLength(4);
  expect(queue.uploads.every(({ state }) => state === "cancelled")).toBe(true);
});

test("those that are over are taken off the list, those that are paused stay", async () => {
  const queue = new UploadQueue();
  queue.add("b", "", chosen(file("1")));
  queue.cancel();
  queue.add("b", "", chosen(file("2")));
  queue.pause();
  queue.clear();
  expect(queue.uploads.map(({ key }) => key)).toEqual(["2"]);
  queue.cancel();
});

test("listeners are told of changes ten times a second at most", async () => {
  vi.useFakeTimers();
  try {
    const queue = new UploadQueue();
    const told = vi.fn();
    const stop = queue.subscribe(told);
    queue.add("b", "", chosen(file("1")));
    queue.pause();
    queue.resume();
    queue.pause();
    expect(told).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100);
    expect(told).toHaveBeenCalledTimes(1);
    stop();
    queue.cancel();
    vi.advanceTimersByTime(1_000);
    expect(told).toHaveBeenCalledTimes(1);
  } finally {
    vi.useRealTimers();
  }
});

test("signing out ends all uploads, but not those of somebody who signs in", async () => {
  uploads.add("b", "", chosen(file("1")));
  const [one] = uploads.uploads;
  startSession({ ...SESSION, accessKeyId: "AKIAROTATED" }, false);
  expect(one?.state).toBe("uploading");
  endSession();
  expect(one?.state).toBe("cancelled");
  expect(uploads.uploads).toEqual([]);
});
