import type { Random } from "@fagr/core/sampling";
import type { Augmentation } from "./augmentation";
import { between, type Pixels, symmetric } from "./pixels";
import { turnColours } from "./turn-colours";

/**
 * Changes hue and saturation pixel by pixel, then contrast about each channel's mean, brightness, and each channel by
 * itself: TensorFlow's adjust_hue, adjust_saturation, adjust_contrast and adjust_brightness, whose results are cut to 0..1
 * once, at the end.
 */
export function changeColours(
  pixels: Pixels,
  { augmentation, random }: { augmentation: Augmentation; random: Random },
): void {
  const { brightness, contrast, saturation, hue, colour, grey } = augmentation;
  const factor = between(random, contrast);
  const shift = symmetric(random, brightness);
  const isGrey = random() < grey;
  const colourFactor = between(random, saturation);
  const turn = symmetric(random, hue);
  const [red, green, blue] = [0, 1, 2].map(() => 1 + symmetric(random, colour)) as [number, number, number];
  if (isGrey) removeColour(pixels);
  else if (turn !== 0 || colourFactor !== 1) turnColours(pixels, { turn, saturation: colourFactor });
  if (factor === 1 && shift === 0 && red === 1 && green === 1 && blue === 1) return;
  const { out, offset, size } = pixels;
  const end = offset + size * size * 3;
  let meanRed = 0;
  let meanGreen = 0;
  let meanBlue = 0;
  if (factor !== 1) {
    for (let index = offset; index < end; index += 3) {
      meanRed += out[index]!;
      meanGreen += out[index + 1]!;
      meanBlue += out[index + 2]!;
    }
  }
  // (mean + (value - mean) * factor + shift) * gain, as one product and one sum.
  const rest = (1 - factor) / (size * size);
  const addRed = (meanRed * rest + shift) * red;
  const addGreen = (meanGreen * rest + shift) * green;
  const addBlue = (meanBlue * rest + shift) * blue;
  const timesRed = factor * red;
  const timesGreen = factor * green;
  const timesBlue = factor * blue;
  for (let index = offset; index < end; index += 3) {
    const r = out[index]! * timesRed + addRed;
    const g = out[index + 1]! * timesGreen + addGreen;
    const b = out[index + 2]! * timesBlue + addBlue;
    out[index] = Math.min(Math.max(r, 0), 1);
    out[index + 1] = Math.min(Math.max(g, 0), 1);
    out[index + 2] = Math.min(Math.max(b, 0), 1);
  }
}

/** Every pixel becomes its luminance (ITU-R BT.601). */
function removeColour({ out, offset, size }: Pixels): void {
  const end = offset + size * size * 3;
  for (let index = offset; index < end; index += 3)
    out[index] =
      out[index + 1] =
      out[index + 2] =
        0.299 * out[index]! + 0.587 * out[index + 1]! + 0.114 * out[index + 2]!;
}
