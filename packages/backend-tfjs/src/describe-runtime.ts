import type { TfjsRuntimeName } from "./options";

/** What of a started backend tells on what it runs. */
interface StartedWebgl {
  readonly gpgpu: { readonly gl: WebGLRenderingContext };
}

/** tfjs's engine and flags, as far as they are asked here. */
interface Environment {
  engine(): { readonly registry: Readonly<Record<string, unknown>> };
  env(): { getBool(flag: string): boolean };
}

/** Names of software adapters, which do a GPU's work on the processor. */
const softwareRenderers = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** On what a started runtime runs, to follow "runs here". */
export function describeRuntime(tf: Environment, runtime: TfjsRuntimeName): string {
  if (runtime === "cpu") return ", in plain JavaScript: slow";
  if (runtime === "wasm") return tf.env().getBool("WASM_HAS_SIMD_SUPPORT") ? " with SIMD" : " without SIMD: slow";
  const renderer = readRenderer((tf.engine().registry.webgl as StartedWebgl).gpgpu.gl);
  return [
    ` on ${renderer}`,
    softwareRenderers.test(renderer) ? ", which computes in software: slow" : "",
    // Phones that cannot draw to textures of 32 bits. Measured: probabilities differ by up to 0.0017, ages by 0.05 years.
    tf.env().getBool("WEBGL_RENDER_FLOAT32_ENABLED") ? "" : ", in half precision",
  ].join("");
}

function readRenderer(gl: WebGLRenderingContext): string {
  const extension = gl.getExtension("WEBGL_debug_renderer_info");
  return String(gl.getParameter(extension ? extension.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}
