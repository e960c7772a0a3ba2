/**
 * Plots as PNG, and the typeface that they are drawn with. For Node.
 *
 * @module @fagr/evaluation/png
 */

export { type SvgToPngOptions, svgToPng } from "./plots/svg-to-png";
export { loadFont, type TextFont, type TextPath } from "./plots/text-font";
