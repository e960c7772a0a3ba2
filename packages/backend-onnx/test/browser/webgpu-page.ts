import { offerBackend } from "@fagr/testing/page";
import { onnxWebgpuBackend } from "../../src/webgpu/index";

offerBackend(onnxWebgpuBackend);

/** What the test of availability calls. */
export type WebgpuPage = Pick<typeof import("../../src/webgpu/index"), "onnxWebgpuBackend">;

Object.assign(globalThis, { webgpuPage: { onnxWebgpuBackend } satisfies WebgpuPage });
