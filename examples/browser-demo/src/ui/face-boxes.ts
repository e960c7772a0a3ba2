import type { Analysis, SeenFace } from "../answers";
import { moveByArrowKeys } from "./arrow-keys";
import { create, element } from "./element";
import { layOutTags, type Rectangle } from "./tag-layout";
import { faceWords, tagWords } from "./words";

const boxes = element("boxes");
moveByArrowKeys(boxes);

let placed: readonly Rectangle[] = [];
// Where tags fit depends on how large the picture is shown.
new ResizeObserver(layOut).observe(boxes);

/** Makes the boxes of other faces than before. @param createSight - Makes a button that chooses its face. */
export function replaceBoxes(
  faces: readonly SeenFace[],
  createSight: (face: SeenFace, className: string) => HTMLButtonElement,
): void {
  boxes.replaceChildren(
    ...faces.map((face) => {
      const box = createSight(face, "box");
      const number = create("span", { className: "tag-number" }, String(face.id));
      const tag = create("span", { className: "tag", ariaHidden: "true" }, number, create("span"));
      box.append(create("span", { className: "visually-hidden" }), tag);
      return box;
    }),
  );
  boxes.toggleAttribute("data-several", faces.length > 1);
}

/** Puts each box where its face is now. `mirrored`: the picture is shown as in a mirror. */
export function placeBoxes({ faces, width, height }: Analysis, mirrored: boolean): void {
  placed = faces.map(({ box }) => ({
    x: (mirrored ? width - box.x - box.width : box.x) / width,
    y: box.y / height,
    width: box.width / width,
    height: box.height / height,
  }));
  faces.forEach((face, index) => {
    const box = boxes.children[index] as HTMLElement;
    const share = placed[index]!;
    for (const [side, value] of [
      ["left", share.x],
      ["top", share.y],
      ["width", share.width],
      ["height", share.height],
    ] as const)
      box.style[side] = `${value * 100}%`;
    box.firstElementChild!.textContent = faceWords(face);
    box.lastElementChild!.lastElementChild!.textContent = tagWords(face);
  });
  layOut();
}

/** Takes all of them away. */
export function clearBoxes(): void {
  placed = [];
  boxes.replaceChildren();
}

function layOut(): void {
  const { clientWidth, clientHeight } = boxes;
  const buttons = [...boxes.children] as HTMLElement[];
  if (buttons.length !== placed.length || clientWidth === 0) return;
  // With its words, to know how much room they need.
  for (const button of buttons) button.dataset.place = "above";
  const tags = buttons.map(({ lastElementChild }) => {
    const { offsetWidth: width, offsetHeight: height } = lastElementChild as HTMLElement;
    return { width, height };
  });
  const rectangles = placed.map(({ x, y, width, height }) => ({
    x: x * clientWidth,
    y: y * clientHeight,
    width: width * clientWidth,
    height: height * clientHeight,
  }));
  const places = layOutTags(rectangles, tags, { width: clientWidth, height: clientHeight });
  buttons.forEach((button, index) => {
    button.dataset.place = places[index]!;
    // Where the words go when they come after all, so that they are not cut off.
    button.toggleAttribute("data-high", rectangles[index]!.y < tags[index]!.height + 6);
    button.toggleAttribute("data-right", rectangles[index]!.x + tags[index]!.width > clientWidth);
  });
}
