import type { AgeGenderPrediction, AnalyzedFace } from "@fagr/core";

/** How a page finds faces. */
export interface PageWork {
  analyze(photo: Blob): Promise<readonly AnalyzedFace[]>;
  /** The faces of the frames of a video, as long as nobody stops it. */
  watch(video: HTMLVideoElement, signal: AbortSignal): AsyncIterable<readonly AgeGenderPrediction[]>;
}

/** Makes the page do it for the photos that are chosen, and for the webcam. */
export function runPage({ analyze, watch }: PageWork): void {
  const element = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
  const [status, files, camera] = [element("status"), element<HTMLInputElement>("files"), element("camera")];
  const video = element<HTMLVideoElement>("video");

  files.addEventListener("change", async () => {
    status.textContent = "Looking";
    let count = 0;
    for (const file of files.files!) count += (await analyze(file)).length;
    status.textContent = `${count} faces in ${files.files!.length} photos`;
  });

  let watching: AbortController | null = null;
  camera.addEventListener("click", async () => {
    if (watching) return watching.abort();
    const { signal } = (watching = new AbortController());
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 } });
    await video.play();
    for await (const faces of watch(video, signal)) {
      status.textContent = faces.map(({ age, gender }) => `${age.toFixed(0)} ${gender}`).join(", ");
      threadRecord.results.push(performance.now());
    }
  });
  status.textContent = "Ready";
}
