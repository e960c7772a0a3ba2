// As bundlers and edge runtimes import it.
declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}
