/**
 * `<fagr-faces src="photo.jpg">`: a picture with the guessed age and gender of its faces, without a framework.
 *
 * @module @fagr/element
 */

export { defineFagrFaces } from "./define-fagr-faces";
export { describeFace } from "./describe-face";
export type { FagrFacesEvents } from "./events";
export type { FaceWords } from "./faces-view";
export { type FaceSource, FagrFacesElement, type FagrFacesState } from "./fagr-faces-element";
