// A page that does on its own thread what the demo does in a worker, with as little beside it as can be.
import { createFaceAnalyzer } from "@fagr/analyzer";
import { trackFaces, videoFrames } from "@fagr/video";
import { runPage } from "./run-page";

const { analyze, detector, model } = await createFaceAnalyzer();

runPage({
  analyze: (photo) => analyze(photo, { ageDistribution: true }),
  async *watch(video, signal) {
    const options = { detector, model, whenSlow: "skip", ageDistribution: true, signal } as const;
    for await (const { faces } of trackFaces(videoFrames(video, { signal }), options)) yield faces;
  },
});
