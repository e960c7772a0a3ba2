/**
 * `<fagr-faces src="photo.jpg">`: a picture with the predicted age and gender of its faces, without a framework.
 *
 * The element waits until it is near the screen, shares one analyzer with all others on the page, and puts boxes and words over the
 * picture. `define` registers it on import; `standalone` is one script with everything.
 *
 * @module @fagr/element
 */

export { defineFagrFaces } from "./define-fagr-faces";
export { describeFace } from "./describe-face";
export type { FagrFacesEvents } from "./events";
export type { FaceWords } from "./faces-view";
export { type FaceSource, FagrFacesElement, type FagrFacesState } from "./fagr-faces-element";
