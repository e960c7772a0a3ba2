import type { BackendSubject } from "../backends/backend-subject";

/** LiteRT.js in a page of its own. It takes the first of its files where the browser has relaxed SIMD, which Chromium has. */
export const liteRtSubject: BackendSubject = {
  name: "litert",
  environment: "chromium",
  module: "@fagr/bench/litert",
  factory: "liteRtBackend",
  runtime: "@litertjs/core",
  files: ["litert_wasm_internal", "litert_wasm_compat_internal"].flatMap((name) =>
    [".js", ".wasm"].map((ending) => `@litertjs/core/wasm/${name}${ending}`),
  ),
  flags: ["--disable-gpu"],
};
