import { FagrFacesElement } from "./fagr-faces-element";

/**
 * Makes the element known to the page. Calling it again, or without custom elements (on a server), does nothing.
 *
 * @param name - The element's name; it needs a hyphen. Default "fagr-faces".
 * @throws DOMException of the browser for a name that no element may have.
 *
 * @example
 * ```ts
 * import { defineFagrFaces } from "@fagr/element";
 *
 * defineFagrFaces();
 * document.body.innerHTML = `<fagr-faces src="family.jpg" alt="The family in the garden"></fagr-faces>`;
 * ```
 */
export function defineFagrFaces(name = "fagr-faces"): void {
  const registry = globalThis.customElements;
  if (registry === undefined || registry.get(name) !== undefined) return;
  // A class can be registered once only; further names get one of their own.
  const isTaken = typeof registry.getName === "function" && registry.getName(FagrFacesElement) !== null;
  registry.define(name, isTaken ? class extends FagrFacesElement {} : FagrFacesElement);
}
