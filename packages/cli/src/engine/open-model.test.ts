import { describe, expect, it } from "@jest/globals";
import { chosenWeights } from "./open-model";

describe("the weights that a command line names", () => {
  const nameOf = async (model?: string) => {
    const weights = await chosenWeights(model === undefined ? {} : { model });
    return typeof weights === "string" ? weights : /models\/([\w-]+)\//.exec(JSON.stringify(weights))?.[1];
  };

  it("are an edition of @fagr/weights by its name, its default without one", async () => {
    expect(await nameOf()).toBe("age-gender-62");
    expect(await nameOf("int8")).toBe("age-gender-62-int8");
    expect(await nameOf("float16")).toBe("age-gender-62-float16");
    expect(await nameOf("all-ages")).toBe("age-gender-62-all");
    expect(await nameOf("all-ages-int8")).toBe("age-gender-62-all-int8");
    expect(await nameOf("all-ages-float16")).toBe("age-gender-62-all-float16");
  });

  it("are a file by any other name, also one that every object has", async () => {
    expect(await nameOf("run/manifest.json")).toBe("run/manifest.json");
    expect(await nameOf("constructor")).toBe("constructor");
  });
});
