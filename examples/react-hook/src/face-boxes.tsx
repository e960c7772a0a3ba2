import type { AgeGenderPrediction, BoundingBox } from "@fagr/core";

/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A face in a photo, or one that is followed through a video and has a number. */
export type ShownFace = AgeGenderPrediction & { readonly box: BoundingBox; readonly id?: number };

/** Boxes over a picture of this size. */
export function FaceBoxes({
  faces,
  size,
  mirrored = false,
}: {
  faces: readonly ShownFace[];
  size: Size;
  mirrored?: boolean;
}) {
  const percent = (part: number, whole: number) => `${(100 * part) / whole}%`;
  return faces.map(({ box: { x, y, width, height }, age, gender, id }, index) => (
    <div
      key={id ?? index}
      className="box"
      // The list says it in words.
      aria-hidden="true"
      style={{
        left: percent(mirrored ? size.width - x - width : x, size.width),
        top: percent(y, size.height),
        width: percent(width, size.width),
        height: percent(height, size.height),
      }}
    >
      <span>{`${Math.round(age)} ${gender}`}</span>
    </div>
  ));
}
