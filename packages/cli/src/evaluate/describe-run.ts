import { createHash } from "node:crypto";
import type { AgeGenderModel } from "@fagr/core";
import type { PredictionsHeader } from "@fagr/evaluation";
import type { Selection } from "./choose-faces";
import type { FaceSet } from "./face-set";

/** Everything that determines the predictions of one data set: the header of their file. */
export interface RunHeader extends PredictionsHeader {
  readonly model: {
    readonly name: string;
    /** Of ours; other people's models are known by their file. */
    readonly version?: string;
    /** Of the weights' file. */
    readonly sha256: string;
    /** Of the whole manifest of one of ours, with its calibration. */
    readonly manifestSha256?: string;
    /** Lowest and highest age that it can answer, years. */
    readonly ages: readonly [lowest: number, highest: number];
  };
  readonly backend: string;
  /** What found the faces; null where pictures are faces already. */
  readonly detector: string | null;
  /** Whether each face was averaged with its mirror image. */
  readonly mirror: boolean;
  /** As the command line had it. */
  readonly dataSet: string;
  /** Name of the data set. */
  readonly source: string;
  readonly selection: Selection;
  /** Pictures to measure, those that cannot be read among them. */
  readonly pictures: number;
  /** SHA-256 of the chosen faces: file names, bytes and labels. */
  readonly facesSha256: string;
  /** Pictures that are no faces to measure, by reason. */
  readonly leftOut: FaceSet["leftOut"];
}

interface RunOptions extends Pick<RunHeader, "model" | "backend"> {
  readonly detector: string | null;
  readonly mirror: boolean;
  readonly selection: Selection;
}

/** What tells a model of ours from others. */
export function describeModel({ manifest }: Pick<AgeGenderModel, "manifest">): RunHeader["model"] {
  const { age } = manifest.labels;
  return {
    name: manifest.name,
    version: manifest.version,
    sha256: manifest.files[0].sha256,
    manifestSha256: sha256(JSON.stringify(manifest)),
    ages: [age.minimum, age.maximum],
  };
}

/** Describes a run before it begins. */
export function describeRun(
  { name, spec, faces, unreadable, leftOut, located }: FaceSet,
  { model, backend, detector, mirror, selection }: RunOptions,
): RunHeader {
  const labels = faces.map(({ file, digest, age, gender, groups }) => [file, digest, age, gender, groups]);
  return {
    model,
    backend,
    detector: located ? located.name : detector,
    mirror,
    dataSet: spec,
    source: name,
    selection,
    pictures: faces.length + unreadable.length,
    facesSha256: sha256(JSON.stringify(labels)),
    leftOut,
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
