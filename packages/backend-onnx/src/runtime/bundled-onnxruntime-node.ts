// What a bundler for servers finds under "#onnxruntime-node". Next.js leaves native packages out of its bundles, and knows them by
// the name that an import says: behind a name from package.json's "imports" it would try to pack the binary.
async function importNative(): Promise<object> {
  try {
    const module = await import("onnxruntime-node");
    return "InferenceSession" in module ? module : (module as { default: object }).default;
  } catch (cause) {
    throw new Error((cause as Error).message, { cause });
  }
}

export default await importNative();
