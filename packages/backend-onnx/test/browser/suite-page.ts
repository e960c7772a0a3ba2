import { offerBackend } from "@fagr/testing/page";
import { onnxBackend } from "../../src/index";

offerBackend(onnxBackend);
