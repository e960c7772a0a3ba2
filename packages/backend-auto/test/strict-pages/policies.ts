/** Scripts and files from the page's own site, and nothing else. */
export const own = "default-src 'none'; script-src 'self'; connect-src 'self'";

/** The same, and WebAssembly may be compiled. */
export const ownAndWasm = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** What tfjs's wasm backend needs to compute in threads: workers from blobs, which import other blobs. */
export const ownAndBlobs = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' blob:; connect-src 'self'";

/** No text may become a script, whoever asks (Trusted Types). */
export const trusted = `${ownAndWasm}; require-trusted-types-for 'script'; trusted-types 'none'`;

/** Only scripts that the page names, and those that they load: what is advised for pages with scripts from elsewhere. */
export const strictDynamic = (nonce: string) =>
  `default-src 'none'; script-src 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; connect-src 'self'`;
