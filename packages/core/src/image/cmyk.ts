/**
 * Converts ink to light as browsers do for files without a colour profile: each ink, and then black, leaves its share of the
 * light.
 *
 * @param cmyk - `[pixels, 4]` cyan, magenta, yellow, black, 0 (no ink) to 255.
 * @returns `[pixels, 3]` RGB 0..255.
 */
export function cmykToRgb(cmyk: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((cmyk.length / 4) * 3);
  for (let source = 0, target = 0; source < cmyk.length; source += 4, target += 3) {
    const light = 255 - cmyk[source + 3]!;
    for (let plate = 0; plate < 3; plate++) rgb[target + plate] = ((255 - cmyk[source + plate]!) * light) / 255 + 0.5;
  }
  return rgb;
}
