import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { publishedPackages } from "../packaging/pack-packages";

// The workspace's package.json is the one place that knows the project's home; everything that names it is compared with that.

const root = new URL("../../../../", import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), "utf8");
const workspace = JSON.parse(read("package.json"));
const [, home, owner] = /^(https:\/\/github\.com\/([^/]+)\/[^/#]+)#readme$/.exec(workspace.homepage) ?? [];

const packages = publishedPackages().map(({ name }) => ({ name, folder: `packages/${name.replace("@fagr/", "")}` }));

describe("the workspace", () => {
  it("has one home", () => {
    expect(home).toBeDefined();
    expect(workspace.repository).toEqual({ type: "git", url: `git+${home}.git` });
    expect(workspace.bugs).toEqual({ url: `${home}/issues` });
  });

  it("names no other home in what people read", () => {
    const files = [
      ...["README.md", "CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md", "docs/use.md", ".changeset/config.json"],
      ...packages.map(({ folder }) => `${folder}/README.md`),
      ...readdirSync(new URL(".github/", root), { recursive: true, encoding: "utf8" })
        .filter((file) => /\.(yml|md)$/.test(file))
        .map((file) => `.github/${file}`),
    ];
    const others = files.flatMap((file) =>
      [...read(file).matchAll(/https:\/\/github\.com\/[\w.-]+\/fagr\b/g)]
        .filter(([address]) => address !== home)
        .map(([address]) => `${file}: ${address}`),
    );
    expect(others).toEqual([]);
    expect(owner).toBeTruthy();
  });
});

describe.each(packages)("$name", ({ name, folder }) => {
  const manifest = JSON.parse(read(`${folder}/package.json`));

  it("says where it comes from, as `node scripts/write-metadata.mjs` writes it", () => {
    expect(manifest).toMatchObject({
      homepage: `${home}/tree/main/${folder}#readme`,
      bugs: workspace.bugs,
      repository: { ...workspace.repository, directory: folder },
      author: workspace.author,
      engines: workspace.engines,
      publishConfig: { access: "public", provenance: true },
    });
    expect(manifest.description.length).toBeGreaterThan(20);
    expect(manifest.keywords).toContain("fagr");
    expect(manifest.keywords.length).toBeGreaterThan(3);
    expect(["MIT", "SEE LICENSE IN models/age-gender-62/MODEL_CARD.md"]).toContain(manifest.license);
  });

  it("is published by the workspace only, with its changelog", () => {
    expect(manifest.scripts.prepublishOnly).toBe("node ../../scripts/check-publish.mjs");
    expect(manifest.files).toContain("CHANGELOG.md");
    expect(read(`${folder}/CHANGELOG.md`)).toMatch(new RegExp(`^# ${name}\n\n## `));
  });

  it("has no link in its README that npm's page would break", () => {
    const readme = read(`${folder}/README.md`);
    const targets = [...readme.matchAll(/\]\(([^)\s]+)\)|^\[[^\]]+\]:\s*(\S+)/gm)].map(
      ([, inline, below]) => inline ?? below!,
    );
    expect(targets.filter((target) => !/^https?:\/\/|^#/.test(target))).toEqual([]);
    const ours = targets.flatMap((target) => {
      const [, kind, file, anchor] = new RegExp(`^${home}/(tree|blob)/main/([^#]+)(?:#(.+))?$`).exec(target) ?? [];
      return file ? [{ target, kind, file, anchor }] : [];
    });
    const dead = ours.filter(({ file, anchor }) => !existsSync(new URL(file, root)) || !hasAnchor(file, anchor));
    expect(dead.map(({ target }) => target)).toEqual([]);
  });
});

describe("the versions", () => {
  const versions = new Set(publishedPackages().map(({ version }) => version));

  it("are one", () => {
    expect(versions.size).toBe(1);
  });

  it("do not lag behind the weights that are shipped", () => {
    const weights = readdirSync(new URL("packages/weights/models/", root))
      .filter((folder) => existsSync(new URL(`packages/weights/models/${folder}/manifest.json`, root)))
      .map((folder) => JSON.parse(read(`packages/weights/models/${folder}/manifest.json`)).version as string);
    expect(weights.length).toBeGreaterThan(0);
    const pending = readdirSync(new URL(".changeset/", root)).filter((file) => file.endsWith(".md"));
    const raises = pending.some((file) => /^"@fagr\/.*: minor$/m.test(read(`.changeset/${file}`)));
    const [major, minor] = [...versions][0]!.split(".").map(Number) as [number, number];
    for (const version of weights) {
      const [weightsMajor, weightsMinor] = version.split(".").map(Number) as [number, number];
      expect([weightsMajor, weightsMinor <= minor + Number(raises)]).toEqual([major, true]);
    }
  });
});

/** Whether a Markdown file has the heading that an anchor of GitHub's means. */
function hasAnchor(file: string, anchor: string | undefined): boolean {
  if (!anchor) return true;
  const headings = [...read(file).matchAll(/^#+\s+(.*)$/gm)].map(([, text]) =>
    text!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
  return headings.includes(anchor);
}
