// What MeasureDevice.vue runs: the parts of an answer, each often enough for a median.

const median = (values) => {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Lets the page draw. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

async function time(task, { warmUps, repetitions }) {
  for (let index = 0; index < warmUps; index++) await task();
  const times = [];
  for (let index = 0; index < repetitions; index++) {
    await pause();
    const start = performance.now();
    await task();
    times.push(performance.now() - start);
  }
  return median(times);
}

/**
 * @param {{ photo: string, onStep: (words: string) => void }} options - The address of a photo, and who is told what goes on.
 * @returns Milliseconds by what was measured, and what the photo's first face was answered.
 */
export async function measureDevice({ photo, onStep }) {
  onStep("Loading the models…");
  const start = performance.now();
  const { createFaceAnalyzer } = await import("@fagr/analyzer");
  const files = new Map();
  const analyzer = await createFaceAnalyzer({
    onProgress({ file, loadedBytes }) {
      files.set(file, loadedBytes);
      const loaded = [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
      onStep(`Loading the models: ${(loaded / 1e6).toFixed(1)} of 6.4 MB`);
    },
  });
  try {
    const rows = [{ what: "Loading", milliseconds: performance.now() - start }];
    const grey = { width: 124, height: 124, data: new Uint8Array(124 * 124 * 3).fill(128) };
    onStep("Measuring one face…");
    rows.push({
      what: "A face",
      milliseconds: await time(() => analyzer.model.predict([{ image: grey }]), { warmUps: 10, repetitions: 31 }),
    });
    onStep("Measuring 32 faces…");
    const faces = Array.from({ length: 32 }, () => ({ image: grey }));
    const together = await time(() => analyzer.model.predict(faces), { warmUps: 2, repetitions: 9 });
    rows.push({ what: "32 faces, each", milliseconds: together / faces.length });
    onStep("Measuring a photo…");
    const bytes = await (await fetch(photo)).blob();
    let answer = [];
    const look = async () => {
      answer = await analyzer.analyze(bytes);
    };
    rows.push({ what: "A photo", milliseconds: await time(look, { warmUps: 2, repetitions: 7 }) });
    return { rows, backend: analyzer.model.backend, face: answer[0] };
  } finally {
    await analyzer.dispose();
  }
}
