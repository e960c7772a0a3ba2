// In the place of main.js: the same page with a face pool, whose workers leave the page free. Vite, webpack and Next.js find the worker by themselves.
import { createFacePool } from "@fagr/analyzer/pool";

const photo = document.querySelector("#photo");
const status = document.querySelector("#status");

/** Shows what went wrong where the user looks. */
const orSay = (work) => work().catch((error) => (status.textContent = error.message));

orSay(async () => {
  const pool = await createFacePool();
  status.textContent = "Ready";
  photo.disabled = false;
  photo.onchange = () => orSay(() => look(pool));
});

async function look(pool) {
  status.textContent = "Looking…";
  const faces = await pool.analyze(photo.files[0]);
  const entries = faces.map(({ age, gender, genderProbability }) => {
    const entry = document.createElement("li");
    entry.textContent = `${age.toFixed(1)} years, ${gender} (${Math.round(100 * genderProbability)} %)`;
    return entry;
  });
  document.querySelector("#faces").replaceChildren(...entries);
  status.textContent = `Faces: ${faces.length}`;
}
