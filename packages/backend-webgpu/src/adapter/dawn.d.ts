// package.json's "imports" says what this name stands for: the package webgpu in Node, nothing in a browser.
declare module "#webgpu" {
  export function create(flags: readonly string[]): object;
  /** Classes and constants, such as GPUBufferUsage. */
  export const globals: object;
}
