import { createArchitecture } from "@fagr/core/network";

/** An eighth of the width and ten ages: a network that takes no time, and no file. */
export const smallArchitecture = createArchitecture("age-gender-62", {
  name: "small",
  widthMultiplier: 0.125,
  ageRange: [20, 29],
});

export const smallWeightsSeed = 1;
