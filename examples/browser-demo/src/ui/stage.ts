import { element } from "./element";

const frame = element("frame");
const picture = element("picture");
const photo = element<HTMLImageElement>("photo");
const video = element<HTMLVideoElement>("video");

/** What fills the stage. */
export type StageContent = "nothing" | "photo" | "video" | "problem";

/** Changes what the stage shows. */
export function setStage(content: StageContent, { busy = false }: { busy?: boolean } = {}): void {
  frame.dataset.shows = content;
  frame.toggleAttribute("data-busy", busy);
  frame.setAttribute("aria-busy", String(busy));
  picture.hidden = content !== "photo" && content !== "video";
  photo.hidden = content !== "photo";
  video.hidden = content !== "video";
  document.body.dataset.stage = content;
}

/** Shows a photo by its address, and says in words what it is. */
export function setPhoto(address: string, description: string): void {
  if (photo.src !== address) photo.src = address;
  photo.alt = description;
}
