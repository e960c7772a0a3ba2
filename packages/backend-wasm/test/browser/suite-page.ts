import { offerBackend } from "@fagr/testing/page";
import { wasmBackend } from "../../src/index";

offerBackend(() => wasmBackend({ arithmetic: "float32" }));
