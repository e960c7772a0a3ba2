// SVG by hand: shapes and text, scales, and one file for each plot.

/** What text looks like, by what it is for. Sizes in pixels. */
const textStyles = {
  head: { size: 18, weight: 600, colour: "#222" },
  title: { size: 13, weight: 600, colour: "#333" },
  label: { size: 12, weight: 400, colour: "#333" },
  tick: { size: 11, weight: 400, colour: "#666" },
} as const;

/** Where text goes. */
export interface TextPlace {
  /** Pixels. */
  readonly x: number;
  /** Pixels, of the line that letters stand on. */
  readonly y: number;
  readonly anchor?: "start" | "middle" | "end";
  /** A CSS colour in place of the style's own. */
  readonly colour?: string;
}

/** Colours that most colour-blind people tell apart too, on white (Okabe and Ito 2008, without yellow). */
const palette = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#555555"] as const;

/** The colour of the n-th of the things that a picture compares. */
export const colourOf = (index: number): string => palette[index % palette.length]!;

/** Tenths of a pixel are enough. */
export const round = (value: number): number => Number(value.toFixed(1));

/** Makes text safe inside SVG. */
function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** The text that was made safe. */
export function unescapeText(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

/** A line of text as an SVG element. All that decides about its looks stands in it, so that it can be turned into a path. */
export function drawText(text: string, style: keyof typeof textStyles, { x, y, anchor, colour }: TextPlace): string {
  const { size, weight, colour: own } = textStyles[style];
  const end = anchor && anchor !== "start" ? ` text-anchor="${anchor}"` : "";
  return `<text x="${round(x)}" y="${round(y)}"${end} font-size="${size}" font-weight="${weight}" fill="${colour ?? own}">${escapeText(text)}</text>`;
}

/** About how wide a label is, pixels: near enough to lay a legend out. */
export const labelWidth = (text: string): number => text.length * 6.6;

const shapes = `.grid{stroke:#e6e6e6}.axis{stroke:#999}.mark{stroke:#999;stroke-dasharray:4 3}
polyline{fill:none;stroke-linejoin:round;stroke-linecap:round}`;

/** A whole picture on white. */
export function drawPicture(
  parts: readonly string[],
  { width, height, title, left }: { width: number; height: number; title: string; left: number },
): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif" role="img">
<title>${escapeText(title)}</title>
<style>${shapes}</style>
<rect width="100%" height="100%" fill="#fff"/>
${[drawText(title, "head", { x: left, y: 36 }), ...parts].join("\n")}
</svg>
`;
}

/** One entry of a legend. */
export interface LegendEntry {
  readonly name: string;
  readonly colour: string;
  readonly dash?: string | undefined;
}

/** Names of lines beside a piece of each, in as many rows as they need. */
export function drawLegend(
  entries: readonly LegendEntry[],
  { left, top, width }: { left: number; top: number; width: number },
): { svg: string; height: number } {
  let [x, row] = [left, 0];
  const parts = entries.map(({ name, colour, dash }) => {
    const needed = 28 + labelWidth(name) + 18;
    if (x > left && x + needed > left + width) [x, row] = [left, row + 1];
    const y = top + row * 18;
    const dashes = dash ? ` stroke-dasharray="${dash}"` : "";
    const line = `<line x1="${round(x)}" x2="${round(x + 22)}" y1="${y - 4}" y2="${y - 4}" stroke="${colour}" stroke-width="3"${dashes}/>`;
    const text = drawText(name, "label", { x: x + 28, y });
    x += needed;
    return line + text;
  });
  return { svg: parts.join(""), height: entries.length === 0 ? 0 : (row + 1) * 18 };
}
