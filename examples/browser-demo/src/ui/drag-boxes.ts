import type { BoundingBox } from "@fagr/core";
import type { Analysis } from "../answers";
import { element } from "./element";
import { hideHoverCard } from "./hover-card";

const boxes = element("boxes");

/** What a photo's boxes are dragged over. */
export interface Dragged {
  /** The answer that is shown; null while nothing may be dragged. */
  analysis(): Analysis | null;
  /** A face's box has been moved. */
  moved(id: number, box: BoundingBox): void;
  /** The visitor wants the detector's box back. */
  reset(id: number): void;
}

const arrows: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Lets pointers drag boxes, and Shift with the arrow keys move the one with the focus; Escape and a double click put it back. */
export function dragBoxes({ analysis, moved, reset }: Dragged): void {
  const boxOf = (id: number) => analysis()?.faces.find((face) => face.id === id)?.box;
  const move = (id: number, from: BoundingBox, x: number, y: number) => {
    const { width, height } = analysis()!;
    moved(id, {
      ...from,
      x: Math.max(0, Math.min(width - from.width, from.x + x)),
      y: Math.max(0, Math.min(height - from.height, from.y + y)),
    });
  };
  boxes.addEventListener("pointerdown", (event) => {
    const id = idOf(event);
    const from = id === null ? undefined : boxOf(id);
    if (id === null || !from || event.button !== 0) return;
    const scale = analysis()!.width / boxes.clientWidth;
    const follow = ({ pointerId, clientX, clientY }: PointerEvent) => {
      const [x, y] = [(clientX - event.clientX) * scale, (clientY - event.clientY) * scale];
      // A click that trembles is no drag.
      const isDrag = document.body.dataset.moving !== undefined || Math.hypot(x, y) > 3 * scale;
      if (pointerId !== event.pointerId || !analysis() || !isDrag) return;
      document.body.dataset.moving = "";
      hideHoverCard();
      move(id, from, x, y);
    };
    const end = () => {
      delete document.body.dataset.moving;
      removeEventListener("pointermove", follow);
    };
    addEventListener("pointermove", follow);
    for (const name of ["pointerup", "pointercancel"]) addEventListener(name, end, { once: true });
  });
  boxes.addEventListener("keydown", (event) => {
    const [id, arrow] = [idOf(event), arrows[event.key]];
    if (id === null || !boxOf(id)) return;
    if (event.key === "Escape") return reset(id);
    if (!arrow || !event.shiftKey) return;
    event.preventDefault();
    const from = boxOf(id)!;
    // A step that is seen, whatever the size of the picture.
    move(id, from, arrow[0] * from.width * 0.03, arrow[1] * from.height * 0.03);
  });
  boxes.addEventListener("dblclick", (event) => {
    const id = idOf(event);
    if (id !== null) reset(id);
  });
}

function idOf({ target }: Event): number | null {
  const face = (target as Element).closest<HTMLElement>("[data-face]")?.dataset.face;
  return face === undefined ? null : Number(face);
}
