import type { BoundingBox } from "@fagr/core";

/** How one detector's boxes differ from the boxes that age-gender networks are trained on, as parts of the box. */
export interface BoxCorrection {
  /** Factor on the width, about the centre. */
  readonly widthScale: number;
  /** Factor on the height, about the centre. */
  readonly heightScale: number;
  /** How far the centre moves right, in widths of the detector's box. */
  readonly shiftX: number;
  /** How far the centre moves down, in heights of the detector's box. */
  readonly shiftY: number;
}

/**
 * Adjusts a detector's box to the training crop. Detectors disagree about where a face ends (at the hairline or above it, at the
 * ears or before them), and an age-gender network that was trained on the crops of one makes larger errors on the crops of
 * another.
 */
export function correctBox(
  { x, y, width, height }: BoundingBox,
  { widthScale, heightScale, shiftX, shiftY }: BoxCorrection,
): BoundingBox {
  return {
    x: x + width * (0.5 + shiftX - widthScale / 2),
    y: y + height * (0.5 + shiftY - heightScale / 2),
    width: width * widthScale,
    height: height * heightScale,
  };
}
