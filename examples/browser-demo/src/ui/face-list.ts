import type { SeenFace } from "../answers";
import { moveByArrowKeys } from "./arrow-keys";
import { create, element } from "./element";
import { ageWords, faceWords, genderWords, intervalWords, warningWords } from "./words";

const list = element("faces");
moveByArrowKeys(list);

/** Makes the entries of other faces than before. @param createSight - Makes a button that chooses its face. */
export function replaceEntries(
  faces: readonly SeenFace[],
  createSight: (face: SeenFace, className: string) => HTMLButtonElement,
): void {
  list.replaceChildren(
    ...faces.map((face) => {
      const entry = createSight(face, "entry");
      const seen = ["number", "age", "facts", "warning"].map((className) =>
        create("span", { className, ariaHidden: "true" }),
      );
      seen[0]!.textContent = String(face.id);
      entry.append(create("span", { className: "visually-hidden" }), ...seen);
      return create("li", {}, entry);
    }),
  );
  // Small entries, so that many faces are seen at once.
  list.toggleAttribute("data-many", faces.length > 4);
}

/** Writes what is known of each face now. */
export function fillEntries(faces: readonly SeenFace[]): void {
  faces.forEach((face, index) => {
    const [words, , age, facts, warning] = list.children[index]!.firstElementChild!.children;
    const doubt = warningWords(face);
    words!.textContent = [faceWords(face), doubt].filter(Boolean).join(". ");
    age!.textContent = ageWords(face);
    facts!.textContent = `80 % likely ${intervalWords(face)}\n${genderWords(face)}`;
    warning!.textContent = doubt ?? "";
  });
}

export function clearEntries(): void {
  list.replaceChildren();
}
