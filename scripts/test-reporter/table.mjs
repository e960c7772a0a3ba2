// Rows of text as aligned columns; numbers to the right.

/** @param {string[][]} rows  the first is the head */
export function toLines(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const isNumber = rows.slice(1).every((one) => /^[\d.]*( s)?$/.test(one[column] ?? ""));
        return isNumber ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
      })
      .join("  ")
      .trimEnd(),
  );
}

/**
 * The beginning of a text on one line.
 * @param {string} text
 * @param {number} most
 */
export function shorten(text, most) {
  const line = text.replace(/\s+/g, " ");
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}
