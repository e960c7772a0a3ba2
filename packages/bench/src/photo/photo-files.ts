import { readFile } from "node:fs/promises";
import { build } from "esbuild";
import type { MadeUpPhotos } from "./made-up-photos";
import type { PhotoSubject } from "./photo-subject";

/** What a page offers to who drives it. */
export interface PhotoPage {
  /** The first answer: of the photo with one face, from when the page was asked for, milliseconds. */
  readonly first: Promise<{ readonly faces: number; readonly milliseconds: number }>;
  /** Tells the ages of a photo again; how long each took, milliseconds. */
  again(photo: keyof MadeUpPhotos, times: number): Promise<{ readonly faces: number; readonly times: number[] }>;
}

/** Loads the library and the photo side by side, as an application would. */
const application = `
import { open } from "subject";

const show = async (name) => {
  const image = new Image();
  image.src = "/" + name + ".jpg";
  await image.decode();
  return image;
};
const opening = open();
const first = Promise.all([opening, show("one")]).then(async ([analyze, image]) => {
  const faces = await analyze(image);
  return { faces, milliseconds: performance.now() };
});
const again = async (photo, count) => {
  const [analyze, image] = [await opening, await show(photo)];
  const times = [];
  let faces = 0;
  for (let index = 0; index < count; index++) {
    const start = performance.now();
    faces = await analyze(image);
    times.push(performance.now() - start);
  }
  return { faces, times };
};
globalThis.photoPage = { first, again };
`;

/** All files of a page that uses a library: one script, minified, and what the library fetches. */
export async function photoFiles(
  { source, folder, files, preload = [] }: PhotoSubject,
  photos: MadeUpPhotos,
): Promise<Map<string, Uint8Array | string>> {
  const { outputFiles } = await build({
    stdin: { contents: application, resolveDir: folder, sourcefile: "application.js" },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "silent",
    // An application that runs on the engine leaves ONNX Runtime out.
    external: ["@fagr/backend-onnx/runtime"],
    plugins: [
      {
        name: "subject",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^subject$/ }, () => ({ path: "subject", namespace: "subject" }));
          onLoad({ filter: /.*/, namespace: "subject" }, () => ({ contents: source, resolveDir: folder }));
        },
      },
    ],
  });
  const hints = preload.map((path) => `<link rel="preload" as="fetch" crossorigin href="${path}">`);
  const all = new Map<string, Uint8Array | string>([
    [
      "/index.html",
      `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${hints.join("")}<script type="module" src="/application.js"></script>`,
    ],
    ["/application.js", outputFiles[0]!.contents],
    ["/one.jpg", photos.one],
    ["/twelve.jpg", photos.twelve],
  ]);
  for (const [path, file] of Object.entries(files)) all.set(path, await readFile(file));
  return all;
}
