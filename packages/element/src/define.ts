/**
 * Defines `<fagr-faces>` when it is imported, for pages and bundlers.
 *
 * @module @fagr/element/define
 */

import { defineFagrFaces } from "./define-fagr-faces";

defineFagrFaces();

export { FagrFacesElement } from "./fagr-faces-element";
