/** Lines of text in columns; columns named in `right` are set flush right, as numbers should be. */
export function formatTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  { right = [] }: { right?: readonly string[] } = {},
): string[] {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)));
  return [header, ...rows].map((row) =>
    row
      .map((cell, column) =>
        right.includes(header[column]!) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join("  ")
      .trimEnd(),
  );
}
