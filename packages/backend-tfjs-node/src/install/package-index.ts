/**
 * Python package indexes, as pip is told of them: https://packaging.python.org/en/latest/specifications/simple-repository-api/.
 * Companies run mirrors of them, and this is read without Python.
 */
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { InstallError } from "./install-error";

const publicIndex = "https://pypi.org/simple";

/**
 * The index that pip would ask: PIP_INDEX_URL, else `index-url` of the configuration files, the nearest first, else pypi.org.
 */
export async function findIndexUrl(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  if (environment.PIP_INDEX_URL) return environment.PIP_INDEX_URL;
  for (const file of configurationFiles(environment)) {
    const text = await readFile(file, "utf8").catch(() => "");
    const url = readIndexUrl(text);
    if (url) return url;
  }
  return publicIndex;
}

function configurationFiles({ PIP_CONFIG_FILE, VIRTUAL_ENV, XDG_CONFIG_HOME }: NodeJS.ProcessEnv): string[] {
  const home = homedir();
  return [
    ...(PIP_CONFIG_FILE ? [PIP_CONFIG_FILE] : []),
    ...(VIRTUAL_ENV ? [join(VIRTUAL_ENV, "pip.conf")] : []),
    join(XDG_CONFIG_HOME ?? join(home, ".config"), "pip", "pip.conf"),
    join(home, ".pip", "pip.conf"),
    "/etc/xdg/pip/pip.conf",
    "/etc/pip.conf",
  ];
}

/** `index-url` of a pip.conf, which holds for all commands or for `pip install` and `pip download`. */
export function readIndexUrl(text: string): string | undefined {
  let section = "";
  for (const line of text.split(/\r?\n/)) {
    section = /^\s*\[(.+)\]/.exec(line)?.[1]?.trim() ?? section;
    const url = /^\s*index[-_]url\s*[=:]\s*(\S+)/.exec(line)?.[1];
    if (url && ["global", "download", "install"].includes(section)) return url;
  }
  return undefined;
}

/**
 * Where an index has a file.
 *
 * @throws InstallError if the index cannot be asked or does not have it.
 */
export async function findFile(
  indexUrl: string,
  { project, file }: { project: string; file: string },
): Promise<string> {
  const page = `${indexUrl.replace(/\/+$/, "")}/${project}/`;
  const response = await request(page, {
    // Old mirrors know HTML only.
    accept: "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1",
  });
  const body = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  const address = isJson
    ? (JSON.parse(body) as { files: { filename: string; url: string }[] }).files.find((one) => one.filename === file)
        ?.url
    : findLink(body, file);
  if (!address) throw new InstallError(`${withoutSecrets(page)} does not have ${file}.`);
  return new URL(address, response.url || page).href;
}

/** `<a href="../../ab/name.whl#sha256=...">name.whl</a>` */
function findLink(html: string, file: string): string | undefined {
  for (const [, href] of html.matchAll(/<a\s[^>]*href\s*=\s*["']([^"']+)["']/gi)) {
    const [address] = href!.replaceAll("&amp;", "&").split("#");
    if (decodeURIComponent(address!.split("/").at(-1)!.split("?")[0]!) === file) return address;
  }
  return undefined;
}

/**
 * Asks for a page or a file; a name and a password in the address are sent as pip sends them.
 *
 * @throws InstallError if it cannot be had.
 */
export async function request(address: string, headers: Record<string, string> = {}): Promise<Response> {
  const url = new URL(address);
  const { username, password } = url;
  url.username = url.password = "";
  if (username)
    headers.authorization = `Basic ${btoa(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`)}`;
  const response = await fetch(url, { headers }).catch((cause: Error) => {
    const reason = (cause.cause as Error | undefined)?.message ?? cause.message;
    throw new InstallError(`${url.href} cannot be reached: ${reason}.`, { cause });
  });
  if (!response.ok) throw new InstallError(`${url.href} answers ${response.status} ${response.statusText}.`);
  return response;
}

/** For messages: people paste them. */
function withoutSecrets(address: string): string {
  const url = new URL(address);
  url.username = url.password = "";
  return url.href;
}
