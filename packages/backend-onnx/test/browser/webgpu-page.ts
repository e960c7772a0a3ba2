import { offerBackend } from "@fagr/testing/page";
import { onnxWebgpuBackend } from "../../src/webgpu/index";

offerBackend(onnxWebgpuBackend);
