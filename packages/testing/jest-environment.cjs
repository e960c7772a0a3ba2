/**
 * Jest runs tests in a realm of their own. Native addons (onnxruntime-node, sharp) and WebAssembly runtimes make and
 * check typed arrays of the host's realm, so the host's constructors are put in place of the realm's.
 */
const { TestEnvironment } = require("jest-environment-node");

const shared = [
  "ArrayBuffer",
  "SharedArrayBuffer",
  "Uint8Array",
  "Uint8ClampedArray",
  "Uint16Array",
  "Uint32Array",
  "Int8Array",
  "Int16Array",
  "Int32Array",
  "Float32Array",
  "Float64Array",
  "BigInt64Array",
  "BigUint64Array",
];

module.exports = class HostArraysEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const name of shared) this.global[name] = globalThis[name];
  }
};
