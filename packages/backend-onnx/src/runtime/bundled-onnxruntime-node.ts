// What a bundler for servers finds under "#onnxruntime-node". Next.js leaves native packages out of its bundles, and knows them by
// the name that an import says: behind a name from package.json's "imports" it would try to pack the binary.
// A promise, and no await here: bundles in CommonJS have none outside of functions.
async function importNative(): Promise<object> {
  try {
    const module = await import("onnxruntime-node");
    return "InferenceSession" in module ? module : (module as { default: object }).default;
  } catch (cause) {
    throw new Error((cause as Error).message, { cause });
  }
}

const native = importNative();
// Who imports this looks at it; a bundle that has it and never asks must not end for it.
native.catch(() => {});

export default native;
