// The same page with a face pool: pictures go to workers, and the page's thread shows what comes back.
import { createFacePool } from "@fagr/analyzer/pool";
import { runPage } from "./run-page";

const pool = await createFacePool({ threads: 1 });

runPage({
  analyze: (photo) => pool.analyze(photo, { ageDistribution: true }),
  async *watch(video, signal) {
    while (!signal.aborted) {
      yield await pool.analyze(video, { ageDistribution: true, signal });
      // Not the same frame again.
      await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    }
  },
});
