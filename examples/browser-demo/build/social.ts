import type { Plugin } from "vite";

/**
 * Pages that show links want the picture's full address, which only who publishes the page knows: `PAGE_URL=https://example.org/faces/ vite build`.
 * Without it the addresses stay relative, which some of them understand.
 */
export function social(): Plugin {
  const home = process.env.PAGE_URL ?? "";
  return {
    name: "social",
    transformIndexHtml: {
      order: "post",
      handler: (html) =>
        home ? html.replaceAll(/(property="og:image" content=")\.\//g, `$1${new URL(".", home)}`) : html,
    },
  };
}
