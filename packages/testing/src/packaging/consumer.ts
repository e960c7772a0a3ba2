/** A user's first lines, as the README has them. */
const firstLines = `import { analyzeFaces, loadAgeGenderModel } from "@fagr/core";
import { onnxBackend } from "@fagr/backend-onnx";
import { createFaceDetector } from "@fagr/detect";
import { weights } from "@fagr/weights";

const model = await loadAgeGenderModel({ backend: onnxBackend(), weights });
const detector = await createFaceDetector();`;

/** As TypeScript, with each field used as what it is documented to be. */
export const typedConsumer = `${firstLines}
for (const face of await analyzeFaces("family.jpg", { detector, model })) {
  const [youngest, oldest]: readonly [number, number] = face.ageInterval;
  const gender: "female" | "male" = face.gender;
  console.log(face.box.x + face.box.width, face.age.toFixed(1), oldest - youngest, gender, face.genderProbability.toFixed(2));
}
// @ts-expect-error: a field that does not exist is an error, so the types are there and are not any
model.nonsense;
`;

/** What a new project's tsconfig.json says: types of dependencies are looked up as Node does. */
export const consumerTsconfig = JSON.stringify({
  compilerOptions: { target: "ES2022", module: "NodeNext", strict: true, noEmit: true, types: [] },
  include: ["consumer.ts"],
});

/** As a script that prints what it found, and what it ran on. Its argument is a picture. */
export const runningConsumer = `${firstLines}
const faces = await analyzeFaces(process.argv[2], { detector, model });
const { reason } = await onnxBackend().isAvailable();
await model.dispose();
await detector.dispose();
console.log(JSON.stringify({ faces, reason }));
`;

/** A script that imports entries, given as arguments, and prints the names that each exports. */
export const importingConsumer = `const names = {};
for (const entry of process.argv.slice(2)) names[entry] = Object.keys(await import(entry));
console.log(JSON.stringify(names));
`;
