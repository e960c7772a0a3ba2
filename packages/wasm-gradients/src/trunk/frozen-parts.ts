/** What a training leaves as it is. */
export interface FrozenParts {
  /**
   * `[C]` mean and variance by the names of the moving statistics (`row1_conv_bn/movingMean`): these layers normalise with them
   * and not with the batch's, as in inference, and their gradients do not go through the statistics.
   */
  readonly statistics: ReadonlyMap<string, Float32Array>;
  /** Names of weights whose gradient nobody asks for: it is zero. The pass back ends where no other weight is left. */
  readonly weights: ReadonlySet<string>;
}
