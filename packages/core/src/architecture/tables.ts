/** What a row of the table builds. "conv1x1" and "conv3x3" are followed by BN and PReLU, "linearConv1x1" by BN only. */
export type RowOperator = (typeof rowOperators)[number];

/** Every {@link RowOperator}. */
export const rowOperators = [
  "conv3x3",
  "depthwiseConv3x3",
  "bottleneck",
  "conv1x1",
  "globalDepthwiseConv",
  "linearConv1x1",
] as const;

/** One row of Table 1 of MobileFaceNets (arXiv 1804.07573). */
export interface ArchitectureRow {
  readonly operator: RowOperator;
  /** t: how many times wider the inside of a bottleneck is than its input. Bottlenecks only. */
  readonly expansion?: number;
  /** c: output channels before the width multiplier. */
  readonly channels: number;
  /** n: how often the row is repeated. */
  readonly repeats: number;
  /** s: the stride of the first of the n; the others have stride 1. */
  readonly stride: 1 | 2;
  /** The width multiplier does not apply to this row (the last rows keep 512 and 128). */
  readonly fixedWidth?: true;
}

/**
 * The rows of MobileFaceNet, arXiv 1804.07573, Table 1. The age-gender model of the document FaceAgeGenderRecognition (its Table
 * 2) has the same rows: it differs only in input size and width multiplier, and the global depthwise convolution always has the
 * size of its input (7x7 at 112, 4x4 at 62).
 */
export const mobileFaceNetRows: readonly ArchitectureRow[] = [
  { operator: "conv3x3", channels: 64, repeats: 1, stride: 2 },
  { operator: "depthwiseConv3x3", channels: 64, repeats: 1, stride: 1 },
  { operator: "bottleneck", expansion: 2, channels: 64, repeats: 5, stride: 2 },
  { operator: "bottleneck", expansion: 4, channels: 128, repeats: 1, stride: 2 },
  { operator: "bottleneck", expansion: 2, channels: 128, repeats: 6, stride: 1 },
  { operator: "bottleneck", expansion: 4, channels: 128, repeats: 1, stride: 2 },
  { operator: "bottleneck", expansion: 2, channels: 128, repeats: 2, stride: 1 },
  { operator: "conv1x1", channels: 512, repeats: 1, stride: 1, fixedWidth: true },
  { operator: "globalDepthwiseConv", channels: 512, repeats: 1, stride: 1, fixedWidth: true },
  { operator: "linearConv1x1", channels: 128, repeats: 1, stride: 1, fixedWidth: true },
];
