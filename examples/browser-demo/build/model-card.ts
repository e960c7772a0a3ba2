import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { marked } from "marked";
import type { Plugin } from "vite";

const card = fileURLToPath(import.meta.resolve("@fagr/weights/models/age-gender-62/MODEL_CARD.md"));

/** Sets the model card of the weights into model-card.html, so that the page has it offline too. */
export function modelCard(): Plugin {
  return {
    name: "model-card",
    transformIndexHtml: (html) =>
      html.replace("<!-- model-card -->", () => marked.parse(readFileSync(card, "utf8"), { async: false })),
  };
}
