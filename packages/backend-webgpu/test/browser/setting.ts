/** Lets SwiftShader do the graphics card's work, so that WebGPU runs on machines without one. */
export const softwareWebgpu = ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"];
