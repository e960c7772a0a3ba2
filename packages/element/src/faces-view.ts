import type { AnalyzedFace } from "@fagr/core";
import { describeFace, summariseFace } from "./describe-face";
import { styles } from "./styles";

/** How the element describes a face: the tag at its box, and the sentence for screen readers and pointers. */
export interface FaceWords {
  readonly label: string;
  readonly description: string;
}

export const wordsOf = (face: AnalyzedFace): FaceWords => ({
  label: summariseFace(face),
  description: describeFace(face),
});

/** The view: the picture, a list of boxes over it, and a status line. */
export class FacesView {
  readonly image = document.createElement("img");
  readonly #faces = document.createElement("ol");
  readonly #status = document.createElement("p");

  constructor(root: ShadowRoot) {
    this.image.setAttribute("part", "image");
    this.image.decoding = "async";
    this.#faces.setAttribute("part", "faces");
    this.#faces.setAttribute("aria-label", "Faces in the picture");
    this.#faces.hidden = true;
    this.#status.setAttribute("part", "status");
    this.#status.setAttribute("role", "status");
    // A constructed sheet, because a strict Content-Security-Policy forbids style elements.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
    root.append(this.image, this.#faces, this.#status);
  }

  say(text: string): void {
    this.#status.textContent = text;
  }

  clear(): void {
    this.#faces.replaceChildren();
    this.#faces.hidden = true;
  }

  showFaces(faces: readonly AnalyzedFace[], toWords: (face: AnalyzedFace) => FaceWords): void {
    const { naturalWidth: width, naturalHeight: height } = this.image;
    this.#faces.replaceChildren(
      ...faces.map((face, index) => faceElement(face, { number: index + 1, words: toWords(face), width, height })),
    );
    this.#faces.hidden = faces.length === 0;
  }
}

interface FacePlace {
  readonly number: number;
  readonly words: FaceWords;
  readonly width: number;
  readonly height: number;
}

function faceElement({ box }: AnalyzedFace, { number, words, width, height }: FacePlace): HTMLLIElement {
  const item = document.createElement("li");
  item.setAttribute("part", "face");
  item.title = words.description;
  // Shares of the picture, so that the boxes follow it through every size.
  item.style.left = `${(box.x / width) * 100}%`;
  item.style.top = `${(box.y / height) * 100}%`;
  item.style.width = `${(box.width / width) * 100}%`;
  item.style.height = `${(box.height / height) * 100}%`;
  // No room above: the tag goes inside.
  item.classList.toggle("at-top", box.y / height < 0.08);
  const label = part("label");
  label.classList.add("label");
  label.ariaHidden = "true";
  label.append(span("number", String(number)), span("words", words.label));
  item.append(label, span("visually-hidden", words.description));
  return item;
}

function part(name: string): HTMLSpanElement {
  const element = document.createElement("span");
  element.setAttribute("part", name);
  return element;
}

function span(className: string, text: string): HTMLSpanElement {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}
