"use client";

import { autoBackend } from "@fagr/backend-auto";
import { analyzeFaces, loadAgeGenderModel } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import { weights } from "@fagr/weights";
import { useRef, useState } from "react";

async function openModels() {
  const model = await loadAgeGenderModel({ backend: autoBackend(), weights });
  return { model, detector: await createFaceDetector() };
}

async function askServer(photo) {
  const response = await fetch("/api/faces", { method: "POST", body: photo });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

/** Looks at a photo twice: in the browser, where it stays, and on the server. */
export function Faces() {
  const models = useRef(null);
  const [status, setStatus] = useState("Choose a photo.");
  const [answers, setAnswers] = useState({});

  async function look({ target }) {
    const [photo] = target.files;
    setStatus("Looking…");
    try {
      models.current ??= openModels();
      const [browser, server] = await Promise.all([analyzeFaces(photo, await models.current), askServer(photo)]);
      setAnswers({ browser, server });
      setStatus(`Faces: ${browser.length}`);
    } catch (error) {
      setStatus(error.message);
    }
  }

  return (
    <>
      <label>
        Photo <input id="photo" type="file" accept="image/*" onChange={look} />
      </label>
      <p id="status" role="status">
        {status}
      </p>
      {Object.entries(answers).map(([place, faces]) => (
        <section key={place} id={place}>
          <h2>In the {place}</h2>
          <ol>
            {faces.map(({ box, age, gender, genderProbability }) => (
              <li key={`${box.x},${box.y}`}>
                {`${age.toFixed(1)} years, ${gender} (${Math.round(100 * genderProbability)} %)`}
              </li>
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}
