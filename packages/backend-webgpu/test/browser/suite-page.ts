import { offerBackend } from "@fagr/testing/page";
import { engine } from "@tensorflow/tfjs-core";
import { webgpuBackend } from "../../src/index";

offerBackend(webgpuBackend, { countTensors: () => engine().state.numTensors });
