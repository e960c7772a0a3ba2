import type { SeenFace } from "../answers";
import { drawAgeCurve } from "./age-curve";
import { create, element } from "./element";
import { ageWords, genderWords } from "./words";

const card = element("hover-card");
const frame = element("frame");
const margin = 10;

/** Shows a face's curve beside its box, where there is room: to its right, its left, below or above it. */
export function showHoverCard(face: SeenFace, box: HTMLElement): void {
  const words = create("p", {}, `${face.id}: about ${ageWords(face)}, ${genderWords(face)}`);
  card.replaceChildren(words, drawAgeCurve(face));
  card.hidden = false;
  const [outer, inner] = [frame.getBoundingClientRect(), box.getBoundingClientRect()];
  const { offsetWidth: width, offsetHeight: height } = card;
  const beside = Math.max(margin, Math.min(outer.height - height - margin, inner.top - outer.top));
  const across = Math.max(margin, Math.min(outer.width - width - margin, inner.left - outer.left));
  const [right, left] = [inner.right - outer.left + margin, inner.left - outer.left - margin - width];
  const [below, above] = [inner.bottom - outer.top + margin, inner.top - outer.top - margin - height];
  const place =
    right + width + margin <= outer.width
      ? [right, beside]
      : left >= margin
        ? [left, beside]
        : below + height + margin <= outer.height
          ? [across, below]
          : above >= margin
            ? [across, above]
            : null;
  // Without room it would hide the face; the curve stands in the list too.
  card.hidden = !place;
  if (place) card.style.translate = `${Math.round(place[0]!)}px ${Math.round(place[1]!)}px`;
}

export function hideHoverCard(): void {
  card.hidden = true;
}
