import { autoBackend } from "@fagr/backend-auto";
import { analyzeFaces, loadAgeGenderModel } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import { weights } from "@fagr/weights";

const photo = document.querySelector("#photo");
const status = document.querySelector("#status");

/** Shows what went wrong where the user looks. */
const orSay = (work) => work().catch((error) => (status.textContent = error.message));

orSay(async () => {
  const model = await loadAgeGenderModel({ backend: autoBackend(), weights });
  const detector = await createFaceDetector();
  status.textContent = `Ready, on ${model.backend}`;
  photo.disabled = false;
  photo.onchange = () => orSay(() => look({ detector, model }));
});

async function look(models) {
  status.textContent = "Looking…";
  const faces = await analyzeFaces(photo.files[0], models);
  const entries = faces.map(({ age, gender, genderProbability }) => {
    const entry = document.createElement("li");
    entry.textContent = `${age.toFixed(1)} years, ${gender} (${Math.round(100 * genderProbability)} %)`;
    return entry;
  });
  document.querySelector("#faces").replaceChildren(...entries);
  status.textContent = `Faces: ${faces.length}`;
}
