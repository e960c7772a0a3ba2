import type { BoundingBox } from "@fagr/core";
import type { Analysis } from "../answers";
import type { RecognizerClient } from "../recognizer-client";
import { ageWords } from "../ui/words";
import type { Photo } from "./photo";

/** A face's box and where the visitor wants it. */
export interface BoxMove {
  readonly id: number;
  readonly box: BoundingBox;
  readonly recognizer: RecognizerClient;
  readonly mirror: boolean;
}

/** The newest wish, while the network is still busy with an earlier one: the ones between are never asked about. */
let wanted: BoundingBox | null = null;
let isBusy = false;

/** Moves a face's box at once, and its answer as soon as the network has it. @param changed - Called for both. */
export async function moveBox(photo: Photo, move: BoxMove, changed: () => void): Promise<void> {
  const { id, recognizer, mirror } = move;
  change(photo, id, { box: move.box });
  changed();
  wanted = move.box;
  if (isBusy) return;
  isBusy = true;
  try {
    while (wanted) {
      const box: BoundingBox = wanted;
      wanted = null;
      const answer = await recognizer.lookAtBox({ photo: photo.id, file: photo.file, box }, mirror);
      // The box may be elsewhere by now, or back where it was.
      const { moved } = photo;
      const now = moved?.faces.find((face) => face.id === id)?.box;
      if (!now) return;
      change(photo, id, { ...answer, box: now });
      changed();
    }
  } finally {
    isBusy = false;
  }
}

function change(photo: Photo, id: number, news: Partial<Analysis["faces"][number]>): void {
  const before = photo.moved ?? photo.analysis!;
  photo.moved = { ...before, faces: before.faces.map((face) => (face.id === id ? { ...face, ...news } : face)) };
}

/** "Face 1 read as 37 where you put the box, as 34 where the detector did. Escape puts it back." */
export function movedWords({ analysis, moved }: Photo): string {
  const changes = moved!.faces.flatMap((face) => {
    const before = analysis!.faces.find(({ id }) => id === face.id)!;
    return before.box === face.box
      ? []
      : [`Face ${face.id}: ${ageWords(face)} where you put the box, ${ageWords(before)} where it was found.`];
  });
  return `${changes.join(" ")} A double click, or Escape, puts it back.`;
}
