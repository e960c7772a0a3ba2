// The cases, one file a subject. A case gets a backend and says what went wrong; it knows no test runner, so the same case runs inside a
// page.
import type { LoadedWeights } from "@fagr/core/backend";
import { type Architecture, createArchitecture, loadWeights, saveWeights } from "@fagr/core/network";
import { randomBatch } from "../../random-images";
import { randomWeights } from "../../random-weights";
import { assert, assertClose, assertProbabilities } from "../assertions";
import { sliceAnswers, sliceFaces } from "../faces";
import { smallArchitecture } from "../small-network";
import type { AnsweredFaces, BackendCase, SuiteContext } from "../suite-context";

async function agree(context: SuiteContext, architecture: Architecture, count: number): Promise<void> {
  const run = { architecture, weightsSeed: 3, facesSeed: 4, count };
  await answerAlike(context, randomWeights(architecture, run.weightsSeed), {
    pixels: randomBatch(architecture, count, run.facesSeed),
    expected: await context.environment.reference(run),
  });
}

async function answerAlike(
  { backend, ...context }: SuiteContext,
  weights: LoadedWeights,
  { pixels, expected }: AnsweredFaces,
  tolerance = context.tolerance,
): Promise<void> {
  const network = await backend.createNetwork(weights);
  try {
    assertClose(await network.run(pixels), expected, tolerance);
  } finally {
    await network.dispose();
  }
}

/** What is left of weights when their file is float16. */
async function throughFloat16({ tensors, manifest }: LoadedWeights): Promise<LoadedWeights> {
  const saved = await saveWeights(tensors, { ...manifest, file: "half.bin", dtype: "float16" });
  return loadWeights({ manifest: saved.manifest, file: saved.data });
}

/** What 11 bits a weight may change of a probability; 0.0013 is the most that was measured on 200 faces of UTKFace. */
const halfTolerance = 2e-3;

/** The numbers that come out are the reference's. */
export const agreementCases: readonly BackendCase[] = [
  {
    id: "availability",
    title: "says that it is available, and on what it runs",
    async run({ backend }) {
      const { available, reason } = await backend.isAvailable();
      assert(available === true, `Expected the backend to be available, received: ${reason}`);
      assert(/\w/.test(reason), `Expected a sentence that says on what it runs, received "${reason}".`);
      assert(/\w/.test(backend.name), `Expected the backend to have a name, received "${backend.name}".`);
    },
  },
  ...[1, 2, 5].map(
    (count): BackendCase => ({
      id: "shapes",
      title: `answers probabilities for ${count} faces`,
      async run({ network }) {
        assertProbabilities(await network.run(randomBatch(smallArchitecture, count, 2)), count, 10);
      },
    }),
  ),
  {
    id: "agreement",
    title: "agrees with tfjs-layers on Table 2",
    run: (context) => agree(context, createArchitecture(), 2),
  },
  {
    id: "original authors",
    title: "agrees with tfjs-layers on the original authors' variant",
    run: (context) => agree(context, createArchitecture("original-authors"), 2),
  },
  {
    id: "attributes",
    title: "answers further attributes as tfjs-layers does",
    run: (context) =>
      agree(
        context,
        {
          ...smallArchitecture,
          name: "with attributes",
          attributes: { glasses: ["no", "yes"], hair: ["black", "fair", "none"] },
        },
        3,
      ),
  },
  ...[48, 65, 112].map(
    (inputSize): BackendCase => ({
      id: "other sizes",
      title: `agrees with tfjs-layers at ${inputSize}x${inputSize} and another width`,
      run: (context) =>
        agree(
          context,
          { ...smallArchitecture, name: `small-${inputSize}`, inputSize, widthMultiplier: 0.2, ageRange: [0, 100] },
          1,
        ),
    }),
  ),
  {
    id: "golden",
    title: "answers for the shipped model as was recorded, for crops of a photo and random pixels",
    async run(context) {
      const { environment } = context;
      await answerAlike(context, await environment.shippedWeights(), await environment.goldenFaces());
    },
  },
  {
    id: "float16 weights",
    title: "answers for the shipped model's weights as float16 nearly as for float32",
    async run(context) {
      const { environment, tolerance, counts } = context;
      const weights = await throughFloat16(await environment.shippedWeights());
      const { pixels, expected } = await environment.goldenFaces();
      const count = Math.min(pixels.count, counts.crops);
      const faces = { pixels: sliceFaces(pixels, 0, count), expected: sliceAnswers(expected, 0, count) };
      await answerAlike(context, weights, faces, tolerance + halfTolerance);
    },
  },
  {
    id: "real crops",
    title: "agrees with tfjs-layers on the shipped model and crops of data sets",
    async run(context) {
      const { environment, counts } = context;
      await answerAlike(context, await environment.shippedWeights(), await environment.realCrops(counts.crops));
    },
  },
];
