import { offerBackend } from "@fagr/testing/page";
import { engine } from "@tensorflow/tfjs-core";
import { tfjsBackend } from "../../src/index";

offerBackend(tfjsBackend, { countTensors: () => engine().state.numTensors });
