import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "@jest/globals";
import { findFile, findIndexUrl, readIndexUrl } from "./package-index";

const wanted = { project: "tensorflow-cpu", file: "tensorflow_cpu-2.15.1-cp311.whl" };
const asJson = "application/vnd.pypi.simple.v1+json";

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

/** An index on this machine; answers where it is. */
async function serveIndex(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server!.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mirror/+simple`;
}

describe("the index that pip is configured with", () => {
  it("is the environment's before the configuration's, and pypi.org at last", async () => {
    const folder = await mkdtemp(join(tmpdir(), "fagr-pip-"));
    const file = join(folder, "pip.conf");
    await writeFile(file, "[global]\nindex-url = https://mirror.example/simple\n");
    const inEnvironment = "https://other.example/simple/";
    expect(await findIndexUrl({ PIP_INDEX_URL: inEnvironment, PIP_CONFIG_FILE: file })).toBe(inEnvironment);
    expect(await findIndexUrl({ PIP_CONFIG_FILE: file })).toBe("https://mirror.example/simple");
    await rm(folder, { recursive: true });
  });

  it.each([
    ["[global]\ntimeout = 60\nindex-url = https://a.example/simple\n", "https://a.example/simple"],
    ["[install]\r\nindex_url: https://a.example/simple\r\n", "https://a.example/simple"],
    ["[list]\nindex-url = https://a.example/simple\n", undefined],
    ["[global]\n# index-url = https://a.example/simple\nextra-index-url = https://b.example/simple\n", undefined],
  ])("is read from %j", (text, url) => {
    expect(readIndexUrl(text)).toBe(url);
  });
});

describe("finding a file in an index", () => {
  it("reads indexes that answer in JSON, with addresses beside the page", async () => {
    const index = await serveIndex((request, response) => {
      expect(request.url).toBe("/mirror/+simple/tensorflow-cpu/");
      response.setHeader("content-type", asJson);
      const files = [
        { filename: "tensorflow_cpu-2.14.0.whl", url: "/no" },
        { filename: wanted.file, url: "../../f/1.whl" },
      ];
      response.end(JSON.stringify({ files }));
    });
    expect(await findFile(`${index}/`, wanted)).toBe(index.replace("+simple", "f/1.whl"));
  });

  it("reads indexes that answer in HTML", async () => {
    const index = await serveIndex((_, response) => {
      response.setHeader("content-type", "text/html");
      response.end(`<a href="/x/other.whl">other.whl</a> <a class=b href="/x/${wanted.file}#sha256=12">tf</a>`);
    });
    expect(new URL(await findFile(index, wanted)).pathname).toBe(`/x/${wanted.file}`);
  });

  it("sends name and password as pip does, and does not repeat them in errors", async () => {
    let authorization: string | undefined;
    const index = await serveIndex((request, response) => {
      ({ authorization } = request.headers);
      response.setHeader("content-type", asJson);
      response.end('{"files": []}');
    });
    const finding = findFile(index.replace("127.0.0.1", "anna:p%40ss@127.0.0.1"), wanted);
    await expect(finding).rejects.toThrow(/^http:\/\/127\.0\.0\.1:\d+\/.*does not have tensorflow_cpu-2\.15\.1/);
    expect(authorization).toBe(`Basic ${Buffer.from("anna:p@ss").toString("base64")}`);
  });

  it("says what an index answers that does not know the project, and that one cannot be reached", async () => {
    const index = await serveIndex((_, response) => {
      response.statusCode = 404;
      response.end();
    });
    await expect(findFile(index, wanted)).rejects.toThrow(/tensorflow-cpu\/ answers 404 Not Found\.$/);
    await new Promise((resolve) => server!.close(resolve));
    await expect(findFile(index, wanted)).rejects.toThrow(/cannot be reached: .*ECONNREFUSED/);
  });
});
