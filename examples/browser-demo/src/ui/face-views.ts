import type { Analysis, SeenFace } from "../answers";
import { drawAgeCurve } from "./age-curve";
import { create, element } from "./element";
import { ageWords, faceWords, genderWords, intervalWords, warningWords } from "./words";

const boxes = element("boxes");
const list = element("faces");
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
    boxes.replaceChildren(...faces.map(createBox));
    list.replaceChildren(...faces.map(createEntry));
  }
  faces.forEach((face, index) => {
    placeBox(boxes.children[index] as HTMLElement, face, { analysis: analysis!, mirrored });
    fillEntry(list.children[index]!.firstElementChild as HTMLElement, face);
  });
  choose(faces.some(({ id }) => id === chosen) ? chosen : (faces[0]?.id ?? 1));
}

function choose(id: number): void {
  chosen = id;
  const face = shown?.faces.find((one) => one.id === id);
  doubt.hidden = !face;
  for (const part of document.querySelectorAll<HTMLElement>("[data-face]"))
    part.toggleAttribute("data-chosen", part.dataset.face === String(id));
  if (!face) return;
  element("doubt-title").textContent = `Face ${id}: how likely is every age`;
  element("curve").replaceChildren(drawAgeCurve(face));
}

/** A box on the picture and an entry of the list are two sights of one face. */
function createSight(face: SeenFace, className: string): HTMLButtonElement {
  const sight = create("button", { type: "button", className });
  sight.dataset.face = String(face.id);
  for (const event of ["pointerenter", "focus", "click"]) sight.addEventListener(event, () => choose(face.id));
  return sight;
}

function createBox(face: SeenFace): HTMLElement {
  const box = createSight(face, "box");
  box.append(create("span", { className: "tag" }));
  return box;
}

function placeBox(
  element: HTMLElement,
  face: SeenFace,
  { analysis, mirrored }: { analysis: Analysis; mirrored: boolean },
): void {
  const { x, y, width, height } = face.box;
  const left = mirrored ? analysis.width - x - width : x;
  Object.assign(element.style, {
    left: `${(left / analysis.width) * 100}%`,
    top: `${(y / analysis.height) * 100}%`,
    width: `${(width / analysis.width) * 100}%`,
    height: `${(height / analysis.height) * 100}%`,
  });
  element.setAttribute("aria-label", faceWords(face));
  element.firstElementChild!.textContent = `${ageWords(face)} ${face.gender}`;
  // A tag that reaches over the picture's edge would be cut off.
  element.toggleAttribute("data-right", left + width > analysis.width * 0.8);
  element.toggleAttribute("data-high", y < analysis.height * 0.08);
}

function createEntry(face: SeenFace): HTMLElement {
  const entry = createSight(face, "entry");
  entry.append(
    create("span", { className: "number" }, String(face.id)),
    create("span", { className: "age" }),
    create("span", { className: "facts" }),
    create("span", { className: "warning" }),
  );
  return create("li", {}, entry);
}

function fillEntry(entry: HTMLElement, face: SeenFace): void {
  const [, age, facts, warning] = entry.children as unknown as HTMLElement[];
  age!.textContent = ageWords(face);
  facts!.textContent = `80 % likely ${intervalWords(face)}\n${genderWords(face)}`;
  warning!.textContent = warningWords(face) ?? "";
  const words = [faceWords(face), warningWords(face)].filter(Boolean).join(". ");
  entry.setAttribute("aria-label", words);
}
