import { documentAgeGroups, noAugmentation } from "@fagr/training";

// How the shipped weights were trained. Where it leaves the document's recipe, the reason is in docs/decisions.
export const recipe = {
  name: "age-gender-62",
  architecture: "age-gender-62",
  seed: 20261123,
  // 128 faces a step: 16 Asian (one of every group), 80 American-European with more of the ages that most faces have, and
  // 32 whose gender alone is known.
  batches: {
    kind: "groupBalanced",
    ageGroups: documentAgeGroups,
    tables: [
      {
        fromStep: 0,
        domains: {
          asian: new Array(16).fill(1),
          americanEuropean: [4, 7, 10, 7, 6, 6, 5, 5, 4, 4, 4, 4, 4, 4, 3, 3],
        },
        ungrouped: 32,
      },
    ],
  },
  loss: {
    age: { kind: "labelDistribution", deviation: 2, expectation: 0.25, quadraticBelow: 1 },
    gender: { kind: "crossEntropy", smoothing: 0.05 },
  },
  optimiser: { kind: "adamw", weightDecay: 0.01, clipNorm: 5 },
  schedule: { kind: "cosine", learningRate: 3e-3, warmUpSteps: 100, steps: 1600 },
  batchNormMomentum: 0.98,
  averageDecay: 0.998,
  augmentation: {
    ...noAugmentation,
    rotation: 15,
    // Ready-made crops are wider than a detector's box: a whole UTKFace picture is 1.2 boxes wide and 1.0 high.
    scale: [0.86, 1.26],
    aspect: 0.1,
    shift: 0.08,
    mirror: 0.5,
    brightness: 0.12,
    contrast: [0.7, 1.3],
    saturation: [0.7, 1.3],
    colour: 0.08,
    grey: 0.1,
    lowResolution: 0.15,
    noise: 0.03,
    erasing: 0.2,
  },
};
