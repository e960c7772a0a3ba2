import { createArchitecture, planNetwork } from "@fagr/core/network";
import { expect, it } from "@jest/globals";
import { kerasOrder } from "./keras-order";

it("puts the layers of both heads side by side, as Keras does", () => {
  const plan = planNetwork(createArchitecture("original-authors"));
  const names = kerasOrder(plan).map(({ name }) => name);
  expect(names.slice(0, -8)).toEqual(plan.layers.slice(0, -8).map(({ name }) => name));
  expect(names.slice(-8)).toEqual(
    ["dropout", "flatten", "branch", "probabilities"].flatMap((layer) => [`age_${layer}`, `gender_${layer}`]),
  );
});
