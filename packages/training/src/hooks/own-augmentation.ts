/** A face that an augmentation of your own may change. */
export interface OwnAugmentationInput {
  /** `[size, size, 3]` RGB 0..1, row by row, as the recipe's own augmentation left it; to be changed in place. */
  readonly pixels: Float32Array;
  /** Height and width. */
  readonly size: number;
  /**
   * The next random number in [0, 1). All randomness must come from here: a continued training draws the same numbers again,
   * whichever worker processes the face.
   */
  readonly random: () => number;
}

/**
 * The default export of a module that a recipe's augmentation names: `{ ...augmentation, modules: [{ module: "file:///.../fog.mjs" }] }`.
 *
 * @example
 * ```js no-check: a module in plain JavaScript
 * // fog.mjs
 * export default ({ pixels, random }, { most = 0.5 }) => {
 *   const fog = most * random();
 *   for (let index = 0; index < pixels.length; index++) pixels[index] += (1 - pixels[index]) * fog;
 * };
 * ```
 */
export type OwnAugmentation = (input: OwnAugmentationInput, options: Readonly<Record<string, unknown>>) => void;
