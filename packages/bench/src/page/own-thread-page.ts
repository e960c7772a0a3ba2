// A page that does on its own thread what the demo does in a worker, with as little beside it as can be.
import { wasmBackend } from "@fagr/backend-wasm";
import { analyzeFaces, loadAgeGenderModel } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import { trackFaces, videoFrames } from "@fagr/video";

const element = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const [status, files, camera] = [element("status"), element<HTMLInputElement>("files"), element("camera")];
const video = element<HTMLVideoElement>("video");

const [detector, model] = await Promise.all([
  createFaceDetector({ model: "/detector/ssd_mobilenetv1_model-weights_manifest.json" }),
  loadAgeGenderModel({ backend: wasmBackend(), weights: "/weights/manifest.json" }),
]);
status.textContent = "Ready";

files.addEventListener("change", async () => {
  status.textContent = "Looking";
  let count = 0;
  for (const file of files.files!)
    count += (await analyzeFaces(file, { detector, model, ageDistribution: true })).length;
  status.textContent = `${count} faces in ${files.files!.length} photos`;
});

let watching: AbortController | null = null;
camera.addEventListener("click", async () => {
  if (watching) return watching.abort();
  const { signal } = (watching = new AbortController());
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 } });
  await video.play();
  const options = { detector, model, whenSlow: "skip", ageDistribution: true, signal } as const;
  for await (const { faces } of trackFaces(videoFrames(video, { signal }), options)) {
    status.textContent = faces.map(({ age, gender }) => `${age.toFixed(0)} ${gender}`).join(", ");
    threadRecord.results.push(performance.now());
  }
});
