import type { Analysis, SeenFace } from "../answers";
import { drawAgeCurve } from "./age-curve";
import { create, element } from "./element";
import { clearBoxes, placeBoxes, replaceBoxes } from "./face-boxes";
import { clearEntries, fillEntries, replaceEntries } from "./face-list";
import { hideHoverCard, showHoverCard } from "./hover-card";
import { ageWords, genderWords, intervalWords } from "./words";

const doubt = element("doubt");

let shown: Analysis | null = null;
/** The face whose distribution is drawn: the one under the pointer or with the focus, else the last one that was. */
let chosen = 1;

/** Shows boxes and list of an answer; null for none. `mirrored`: the picture is shown as in a mirror. */
export function showFaces(analysis: Analysis | null, { mirrored = false }: { mirrored?: boolean } = {}): void {
  const { faces = [] } = analysis ?? {};
  const same = shown?.faces.length === faces.length && faces.every(({ id }, index) => shown!.faces[index]!.id === id);
  shown = analysis;
  // Elements stay where the faces do, so that focus and pointer do not lose theirs on video.
  if (!same) {
    hideHoverCard();
    replaceBoxes(faces, createSight);
    replaceEntries(faces, createSight);
  }
  if (analysis) {
    placeBoxes(analysis, mirrored);
    fillEntries(faces);
  } else {
    clearBoxes();
    clearEntries();
  }
  choose(faces.some(({ id }) => id === chosen) ? chosen : (faces[0]?.id ?? 1));
}

function choose(id: number): void {
  chosen = id;
  const face = shown?.faces.find((one) => one.id === id);
  doubt.hidden = !face;
  for (const part of document.querySelectorAll<HTMLElement>("[data-face]")) {
    const isChosen = part.dataset.face === String(id);
    part.toggleAttribute("data-chosen", isChosen);
    // One stop for Tab in each list, however many faces there are; arrow keys go on from there.
    part.tabIndex = isChosen ? 0 : -1;
  }
  if (!face) return;
  element("doubt-title").textContent =
    `Face ${id}: about ${ageWords(face)} (80 % likely ${intervalWords(face)}), ${genderWords(face)}. How likely is every age:`;
  element("curve").replaceChildren(drawAgeCurve(face));
}

/** A box on the picture and an entry of the list are two sights of one face. */
function createSight({ id }: SeenFace, className: string): HTMLButtonElement {
  const sight = create("button", { type: "button", className });
  sight.dataset.face = String(id);
  for (const event of ["pointerenter", "focus", "click"])
    sight.addEventListener(event, () => {
      choose(id);
      const face = shown?.faces.find((one) => one.id === id);
      if (className === "box" && face && document.body.dataset.moving === undefined) showHoverCard(face, sight);
    });
  for (const event of ["pointerleave", "blur"]) sight.addEventListener(event, hideHoverCard);
  return sight;
}
