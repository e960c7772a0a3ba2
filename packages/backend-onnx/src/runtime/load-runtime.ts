import { RuntimeMissingError } from "@fagr/core";
import { fetchBytes, requireWebAssembly } from "@fagr/core/backend";
import { GraphBuilder } from "../graph/graph-builder";
import { explainFailure } from "./explain-failure";
import { firstLine } from "./first-line";
import { checkCommandLine } from "./long-command-line";
import { createQueue, type Queue } from "./queue";
import { checkSessionOptions, type OnnxSessionOptions } from "./session-options";
import { turnTelemetryOff } from "./telemetry";

/** The packages that run ONNX models. */
export type OnnxRuntimeName = "onnxruntime-node" | "onnxruntime-web";

/** What both packages have in common, and all that is used of them. */
export type RuntimeModule = Pick<typeof import("onnxruntime-web"), "InferenceSession" | "Tensor" | "env">;

/** An imported runtime, configured according to the options. */
export interface OnnxRuntime {
  readonly name: OnnxRuntimeName;
  /** The file that it needs beside the application's, where it needs one. */
  readonly wasmFile?: string;
  readonly module: RuntimeModule;
  readonly sessionOptions: import("onnxruntime-web").InferenceSession.SessionOptions;
  /** Where the runtime's sessions must not work at the same time. */
  readonly queue?: Queue;
}

/**
 * Imports the requested runtime. With "auto", onnxruntime-node is tested with a tiny model: on some systems it installs but fails
 * at the first session.
 *
 * @throws RuntimeMissingError naming the package to install.
 * @throws InvalidArgumentError for options out of range.
 */
export async function loadOnnxRuntime(options: OnnxSessionOptions = {}): Promise<OnnxRuntime> {
  checkSessionOptions(options);
  const { runtime = "auto" } = options;
  if (runtime === "node") return loadNodeRuntime(options);
  if (runtime === "web") return loadWebRuntime(options);
  if (isNode()) {
    try {
      const native = await loadNodeRuntime(options);
      await tryRuntime(native);
      return native;
    } catch {
      // Not installed, or not for this system or this process: WebAssembly runs everywhere.
    }
  }
  return loadWebRuntime(options);
}

/** Runs a model of one operation, which fails if the runtime's binary or wasm file cannot be loaded. */
export async function tryRuntime(runtime: OnnxRuntime): Promise<void> {
  const { module, sessionOptions, queue = createQueue() } = runtime;
  const graph = new GraphBuilder("probe");
  graph.output(graph.node("Identity", [graph.input("in", [1])], { name: "out" }), [1]);
  await queue(async () => {
    const session = await module.InferenceSession.create(graph.toModel(), sessionOptions).catch((cause) => {
      throw explainFailure(runtime, cause);
    });
    await session.run({ in: new module.Tensor("float32", new Float32Array(1), [1]) });
    await session.release();
  });
}

async function loadNodeRuntime({ threads }: OnnxSessionOptions): Promise<OnnxRuntime> {
  if (isNode()) {
    checkCommandLine();
    turnTelemetryOff();
  }
  let module: RuntimeModule;
  try {
    if (!isNode()) throw new Error("onnxruntime-node runs in Node only.");
    const imported: object = await import("#onnxruntime-node");
    module = namespace("default" in imported ? { ...imported, default: await imported.default } : imported);
  } catch (cause) {
    throw new RuntimeMissingError(
      "onnxruntime-node",
      `Expected the package onnxruntime-node, received an error while importing it: ${firstLine(cause)} Install it with "npm install onnxruntime-node" (Node only), or choose runtime "web", which needs no other package.`,
      { cause },
    );
  }
  return {
    name: "onnxruntime-node",
    module,
    sessionOptions: {
      executionProviders: ["cpu"],
      interOpNumThreads: 1,
      logSeverityLevel: 3,
      ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
    },
  };
}

/** Imports a build of onnxruntime-web. */
export async function importWebBuild(load: () => Promise<object>): Promise<RuntimeModule> {
  try {
    return namespace(await load());
  } catch (cause) {
    throw new RuntimeMissingError(
      "onnxruntime-web",
      `Expected the package onnxruntime-web, received an error while importing it: ${firstLine(cause)} Install it with "npm install onnxruntime-web".`,
      { cause },
    );
  }
}

async function loadWebRuntime({ threads, wasmPaths }: OnnxSessionOptions): Promise<OnnxRuntime> {
  const module = await importWebBuild(() => import("#onnxruntime-web"));
  requireWebAssembly("onnxruntime-web");
  const { wasm } = module.env;
  const bundledFile = bundledWasmFile(module);
  if (bundledFile && !wasm.wasmBinary) {
    // A bundler that copies no files leaves none here. Then onnxruntime-web looks beside the script and says what it misses.
    const bytes = await fetchBytes(bundledFile).catch(() => null);
    if (bytes) wasm.wasmBinary = bytes;
  }
  if (bundledFile || (!isNode() && !canStartThreads(wasmPaths))) wasm.numThreads = 1;
  else if (threads !== undefined) wasm.numThreads = threads;
  if (wasmPaths !== undefined && !isNode()) wasm.wasmPaths = wasmPaths as NonNullable<typeof wasm.wasmPaths>;
  return {
    name: "onnxruntime-web",
    wasmFile: "ort-wasm-simd-threaded.wasm",
    module,
    sessionOptions: { executionProviders: ["wasm"], logSeverityLevel: 3 },
  };
}

/** Where the .wasm file is, if a bundler for servers packed this code; see bundled-onnxruntime-web.ts. */
function bundledWasmFile(module: RuntimeModule): URL | undefined {
  return (module as { wasmFile?: URL }).wasmFile;
}

/**
 * Threads need shared memory, which browsers give to cross-origin isolated pages only, and a script of their own: without
 * one onnxruntime-web starts its workers with the script that it was bundled into, which would be the whole app, and waits
 * for an answer forever.
 */
function canStartThreads(wasmPaths: OnnxSessionOptions["wasmPaths"]): boolean {
  const hasScript = typeof wasmPaths === "string" || wasmPaths?.mjs !== undefined;
  return globalThis.crossOriginIsolated === true && hasScript;
}

/** onnxruntime-node is CommonJS; some loaders show its exports under `default` only. */
function namespace(imported: object): RuntimeModule {
  return ("InferenceSession" in imported ? imported : (imported as { default: unknown }).default) as RuntimeModule;
}

export function isNode(): boolean {
  return typeof process === "object" && process.versions?.node !== undefined && typeof window === "undefined";
}
