import { InvalidArgumentError } from "@fagr/core";
import { describe, expect, test } from "@jest/globals";
import { chooseRuntime } from "./choose-runtime";

describe("chooseRuntime", () => {
  test("each backend has its runtime", () => {
    expect(chooseRuntime("onnx", 100)).toBe("auto");
    expect(chooseRuntime("onnxruntime-node", 100)).toBe("node");
    expect(chooseRuntime("onnxruntime-web", 100)).toBe("web");
  });

  test("a command line that onnxruntime-node would crash on goes to onnxruntime-web, or is refused", () => {
    expect(chooseRuntime("onnx", 30_000)).toBe("web");
    expect(chooseRuntime("onnxruntime-web", 30_000)).toBe("web");
    expect(() => chooseRuntime("onnxruntime-node", 30_000)).toThrow(InvalidArgumentError);
  });
});
