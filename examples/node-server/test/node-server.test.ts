import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "@jest/globals";

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const photo = await readFile(file("../../../packages/testing/photos/astronaut.png"));
const server = spawn(process.execPath, [file("../src/main.js")], {
  env: { ...process.env, PORT: "0", QUEUE: "4" },
  stdio: ["ignore", "pipe", "ignore"],
});
let url = "";
beforeAll(async () => {
  for await (const line of createInterface({ input: server.stdout })) {
    url = /Listening at (\S+)/.exec(line)?.[1] ?? "";
    if (url) break;
  }
});
afterAll(() => {
  server.kill("SIGKILL");
});

const post = (bytes: Uint8Array | string, signal: AbortSignal | null = null) => {
  const body = new FormData();
  body.set("photo", new Blob([typeof bytes === "string" ? bytes : new Uint8Array(bytes)]), "photo.png");
  return fetch(`${url}/faces`, { method: "POST", body, signal });
};

it("answers an uploaded photo", async () => {
  const response = await post(photo);
  expect(response.status).toBe(200);
  const { faces } = (await response.json()) as { faces: { age: number; box: { x: number } }[] };
  expect(faces).toHaveLength(1);
  expect(Math.abs(faces[0]!.box.x - 180)).toBeLessThan(40);
});

it.each([
  ["no picture", "not a picture", 422, "IMAGE_UNREADABLE"],
  [
    "instructions for drawing",
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    422,
    "IMAGE_UNREADABLE",
  ],
  ["too many bytes", new Uint8Array(9 * 2 ** 20), 413, "FST_REQ_FILE_TOO_LARGE"],
])("refuses %s", async (_, bytes, status, code) => {
  const response = await post(bytes);
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
});

it("refuses a form without a file, and what is no form", async () => {
  const body = new FormData();
  body.set("photo", "/etc/passwd");
  expect((await fetch(`${url}/faces`, { method: "POST", body })).status).toBeGreaterThanOrEqual(400);
  expect((await fetch(`${url}/faces`, { method: "POST", body: "photo" })).status).toBeGreaterThanOrEqual(400);
});

it("takes so many at once and answers the others 503, at once", async () => {
  const statuses = await Promise.all(Array.from({ length: 12 }, async () => (await post(photo)).status));
  // One thread and four that wait.
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(5);
  expect(new Set(statuses)).toEqual(new Set([200, 503]));
});

it("gives the places of clients that have gone to the next", async () => {
  const abort = new AbortController();
  const gone = Array.from({ length: 5 }, () => post(photo, abort.signal).catch(() => "gone"));
  await new Promise((resolve) => setTimeout(resolve, 60));
  abort.abort();
  await Promise.all(gone);
  const freed = async () => ((await (await fetch(`${url}/health`)).json()) as { waiting: number }).waiting;
  while ((await freed()) > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  expect((await post(photo)).status).toBe(200);
});

it("ends gracefully: the request under way is answered, open connections don't hold it", async () => {
  const silent = connect(Number(new URL(url).port), "127.0.0.1").on("error", () => {});
  await once(silent, "connect");
  const last = post(photo);
  while (((await (await fetch(`${url}/health`)).json()) as { busy: number }).busy === 0);
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  expect((await last).status).toBe(200);
  expect(await ended).toEqual([0, null]);
});

it("stands a small load test", async () => {
  const args = [file("../src/load-test.js"), "--requests", "40", "--at-once", "20", "--leaving", "20"];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(stdout).toContain("40 of 40 answers right");
});
