import { expect, it } from "@jest/globals";
import { backendSubjects } from "./backend-subject";

it("measures every backend where it says that it runs, with what measuring needs", () => {
  const rows = backendSubjects({ gpu: true });
  expect(rows.map(({ name, environment }) => `${environment} ${name}`).sort()).toEqual(
    [
      ..."onnxruntime-node wasm tfjs-wasm onnxruntime-web webgpu tfjs-node tfjs-cpu"
        .split(" ")
        .map((one) => `node ${one}`),
      ..."wasm tfjs-wasm onnxruntime-web webgpu onnxruntime-webgpu tfjs-webgl"
        .split(" ")
        .map((one) => `chromium ${one}`),
    ].sort(),
  );
  const row = (environment: string, name: string) =>
    rows.find((one) => one.environment === environment && one.name === name);
  expect(row("node", "onnxruntime-web")).toEqual({
    name: "onnxruntime-web",
    environment: "node",
    module: "@fagr/backend-onnx",
    factory: "onnxBackend",
    options: { runtime: "web", threads: 1 },
    runtime: "onnxruntime-web",
  });
  expect(row("chromium", "onnxruntime-webgpu")).toMatchObject({
    module: "@fagr/backend-onnx/webgpu",
    runtime: "onnxruntime-web",
    flags: ["--enable-unsafe-webgpu"],
  });
});
