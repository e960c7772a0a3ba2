import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { fetchBytes } from "./download";
import { isPrivateHost } from "./follow-redirects";

const servers: Server[] = [];
const asked: string[] = [];

/** A server that sends `/to?ADDRESS` to the address, and answers everything else with its path. */
async function startServer(): Promise<string> {
  const server = createServer(({ url = "" }, response) => {
    asked.push(url);
    if (url.startsWith("/to?")) response.writeHead(302, { location: decodeURIComponent(url.slice(4)) }).end();
    else response.end(url);
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

let here = "";
let there = "";

beforeAll(async () => {
  [here, there] = [await startServer(), await startServer()];
});

afterAll(() => {
  for (const server of servers) server.close();
});

const to = (address: string) => `${here}/to?${encodeURIComponent(address)}`;
const text = async (address: string, options = {}) => new TextDecoder().decode(await fetchBytes(address, options));

/** A web whose servers send from one address to the next of a list. */
function webThatSends(...addresses: string[]): { fetch: typeof globalThis.fetch } {
  const left = [...addresses];
  const fetch = async () => {
    const location = left.shift();
    return location === undefined ? new Response("there") : new Response(null, { status: 307, headers: { location } });
  };
  return { fetch: fetch as typeof globalThis.fetch };
}

describe("redirects", () => {
  it("are followed on the same server, relative ones too", async () => {
    expect(await text(to("/file?a=1"))).toBe("/file?a=1");
    expect(await text(to(to(`${here}/far`)))).toBe("/far");
  });

  it("are followed to other servers of the internet, and to https", async () => {
    expect(await text("https://example.org/a", webThatSends("https://cdn.example.net/b"))).toBe("there");
    expect(await text("http://nas.local/a", webThatSends("https://nas.local/a"))).toBe("there");
  });

  it("are not followed to another server of the own machine, which is never asked", async () => {
    asked.length = 0;
    await expect(text(to(`${there}/secret`))).rejects.toMatchObject({
      code: "DOWNLOAD_FAILED",
      message: expect.stringMatching(/private network/),
    });
    expect(asked).toHaveLength(1);
  });

  it.each([
    "http://169.254.169.254/latest/meta-data/",
    "http://0x7f.1/",
    "http://2130706433/",
    "//localhost:8080/x",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://redis:6379/",
    "http://metadata.google.internal/",
    "https://printer.local./",
  ])("are not followed from outside to %s", async (address) => {
    const { fetch } = webThatSends("https://example.net/on-the-way", address);
    await expect(text("https://example.org/a", { fetch })).rejects.toThrow(/private network/);
  });

  it.each(["file:///etc/hostname", "data:,x", "ftp://example.org/"])("are not followed to %s", async (address) => {
    await expect(text(to(address))).rejects.toMatchObject({
      code: "DOWNLOAD_FAILED",
      message: expect.stringMatching(/not a web server's/),
    });
  });

  it("end somewhere", async () => {
    const addresses = Array.from({ length: 40 }, (_, index) => `https://example.org/${index}`);
    await expect(text("https://example.org/a", webThatSends(...addresses))).rejects.toThrow(/more than 20 times/);
  });
});

it("tells private hosts from public ones", () => {
  const hosts = [
    "10.1.2.3",
    "172.31.0.1",
    "192.168.0.1",
    "100.64.0.1",
    "0.0.0.0",
    "[fe80::1]",
    "[fd00::1]",
    "localhost",
  ];
  expect(hosts.filter((host) => !isPrivateHost(host))).toEqual([]);
  const open = ["example.org", "9.9.9.9", "172.32.0.1", "100.128.0.1", "[2606:4700::1111]", "local.example.org"];
  expect(open.filter((host) => isPrivateHost(host))).toEqual([]);
});
