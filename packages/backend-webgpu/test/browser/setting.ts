/** Lets SwiftShader do the GPU's work, so that WebGPU runs on machines without one. */
export const softwareWebgpu = ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"];
