import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Marked } from "marked";
import type { Plugin } from "vite";

const card = fileURLToPath(import.meta.resolve("@fagr/weights/models/age-gender-62/MODEL_CARD.md"));

/** Sets the model card of the weights into model-card.html, so that the page has it offline too. */
export function modelCard(): Plugin {
  return {
    name: "model-card",
    transformIndexHtml: (html) => html.replace("<!-- model-card -->", () => toHtml(readFileSync(card, "utf8"))),
  };
}

/** Tables and code that are wider than a phone scroll by themselves; who has no mouse needs to get into them by Tab. */
function toHtml(markdown: string): string {
  let heading = "";
  let count = 0;
  const region = (content: string) =>
    `<div class="wide" role="region" aria-label="${heading} (${++count})" tabindex="0">${content}</div>`;
  const marked = new Marked();
  const { table, code, heading: write } = marked.Renderer.prototype;
  marked.use({
    renderer: {
      heading(token) {
        heading = token.text.replace(/[`*_]/g, "").replaceAll('"', "&quot;");
        return write.call(this, token);
      },
      table(token) {
        return region(table.call(this, token));
      },
      code(token) {
        return region(code.call(this, token));
      },
    },
  });
  return marked.parse(markdown, { async: false });
}
