// As bundlers and edge runtimes import it.
declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

// An ArrayBuffer in workerd, a Uint8Array in bundlers, a path in Bun.
declare module "*.bin" {
  const file: ArrayBuffer & Uint8Array<ArrayBuffer> & string;
  export default file;
}
