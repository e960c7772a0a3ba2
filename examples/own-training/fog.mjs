/**
 * An augmentation: fog, thinner or thicker, up to `most` (0 none, 1 nothing but white). All chance comes from `random`.
 *
 * @type {import("@fagr/training/building-blocks").OwnAugmentation}
 */
export default function fog({ pixels, random }, { most = 0.5 }) {
  const share = most * random();
  for (let index = 0; index < pixels.length; index++) pixels[index] += (1 - pixels[index]) * share;
}
