import type { AnswerSummary } from "@fagr/core/network";
import type { AgePlace, FaceRecord, measureFaces, NamedMeasurement } from "@fagr/evaluation";

export declare const record: FaceRecord;
export declare const records: readonly FaceRecord[];
export declare const ours: { readonly records: readonly FaceRecord[] };
export declare const theirs: { readonly records: readonly FaceRecord[] };
export declare const measurement: ReturnType<typeof measureFaces>;
export declare const other: ReturnType<typeof measureFaces>;
export declare const measurements: readonly NamedMeasurement[];
/** Answers of a network on labelled faces. */
export declare const answered: readonly {
  readonly age: number;
  readonly probabilities: { readonly age: Float32Array; readonly gender: Float32Array };
}[];
export declare const summarised: readonly { readonly summary: AnswerSummary; readonly place: AgePlace }[];
export declare const faceSummaries: readonly AnswerSummary[];
export declare const wallSummaries: readonly AnswerSummary[];
export declare const answers: readonly { readonly younger: number }[];
export declare const labels: readonly { readonly age: number }[];
