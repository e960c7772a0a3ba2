/** The element's style; the page changes it with the custom properties and `::part()`. */
export const styles = `
:host { display: inline-block; position: relative; max-width: 100%; vertical-align: top; line-height: 0;
  --fagr-accent: #ffd166; --fagr-ink: #14130f; }
:host([hidden]) { display: none; }
img { display: block; max-width: 100%; height: auto; }
ol { list-style: none; margin: 0; padding: 0; position: absolute; inset: 0; }
li { position: absolute; box-sizing: border-box; border: 2px solid var(--fagr-accent); border-radius: 3px;
  outline: 1px solid rgb(0 0 0 / 0.45); container-type: inline-size; direction: ltr; }
.label { position: absolute; inset-block-end: 100%; inset-inline-start: -2px; inline-size: max-content; max-inline-size: 16em; padding: 0 0.4em;
  background: var(--fagr-accent); color: var(--fagr-ink); font: 600 0.8125rem/1.5 system-ui, sans-serif; border-radius: 3px 3px 0 0; }
li.at-top .label { inset-block-end: auto; inset-block-start: 0; border-radius: 0 0 3px 0; }
li:hover { z-index: 1; }
/* Tags of small faces would hide each other: they say their number, and the rest to whoever points at them. */
@container (max-width: 44px) { li:not(:hover) .words { display: none; } }
@container (min-width: 44.1px) { .number { display: none; } }
li:hover .number { display: none; }
li:hover .words { display: inline; }
[part="status"] { position: absolute; inset-block-end: 0; inset-inline: 0; margin: 0; padding: 0.3em 0.6em; background: rgb(20 19 15 / 0.82); color: #fff;
  font: 0.8125rem/1.4 system-ui, sans-serif; }
[part="status"]:empty { display: none; }
.visually-hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (forced-colors: active) { li { border-color: Highlight; forced-color-adjust: none; } .label, [part="status"] { background: Canvas; color: CanvasText; } }
`;
