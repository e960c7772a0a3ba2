/**
 * `@fagr/element/define` with all that it needs in one folder, for pages without a bundler: one `<script type="module">`.
 *
 * @module @fagr/element/standalone
 */

import { defineFagrFaces } from "./define-fagr-faces";

defineFagrFaces();

export { FagrFacesElement } from "./fagr-faces-element";
