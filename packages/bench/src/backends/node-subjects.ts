import { existsSync } from "node:fs";
import type { BackendSubject } from "./backend-subject";
import { describedSubjects } from "./described-subjects";

/** SwiftShader as Debian's Chromium brings it, for Vulkan's loader. */
const softwareDriver = "/usr/lib/chromium/vk_swiftshader_icd.json";

/** Each on one thread, so that figures are about code and not about cores. */
export const nodeSubjects: readonly BackendSubject[] = describedSubjects("node", {
  "onnxruntime-node": { options: { threads: 1 } },
  "onnxruntime-web": { options: { threads: 1 } },
  "tfjs-node": { variables: { TF_NUM_INTRAOP_THREADS: "1", TF_NUM_INTEROP_THREADS: "1", OMP_NUM_THREADS: "1" } },
  webgpu: {
    runtime: "webgpu",
    software: {
      options: { allowSoftwareAdapter: true },
      variables: existsSync(softwareDriver) ? { VK_ICD_FILENAMES: softwareDriver } : {},
    },
  },
});
