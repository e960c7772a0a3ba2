import { existsSync, readFileSync } from "node:fs";
import { defineConfig } from "vitepress";
import { base, home } from "../build/workspace.mjs";
import { referenceSidebar } from "./reference-sidebar.mjs";
import { sections } from "./sections.mjs";

const navigation = new URL("../pages/reference/navigation.json", import.meta.url);

const isElement = (tag) => tag === "fagr-faces";

export default defineConfig({
  title: "fagr",
  description: "Age and gender of faces in JavaScript: in Node and in the browser, on your own machine.",
  lang: "en",
  base,
  srcDir: "pages",
  outDir: "dist",
  cacheDir: ".vitepress/cache",
  cleanUrls: true,
  head: [["link", { rel: "icon", href: `${base}icon.svg`, type: "image/svg+xml" }]],
  markdown: { theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" } },
  themeConfig: {
    search: {
      provider: "local",
      // What is heard has to hold what is seen. The keys that the theme draws run into the word, so the text names one itself, and style.css hides them.
      options: { translations: { button: { buttonText: "Search (key /)", buttonAriaLabel: "Search (key /)" } } },
    },
    nav: [
      { text: "Start", link: "/start/node", activeMatch: "^/start/" },
      { text: "Errors", link: "/errors/" },
      { text: "Reference", link: "/reference/" },
      { text: "Accuracy", link: "/model-figures" },
    ],
    sidebar: {
      "/": sections,
      "/reference/": existsSync(navigation) ? referenceSidebar(JSON.parse(readFileSync(navigation, "utf8"))) : [],
    },
    outline: [2, 3],
    socialLinks: [{ icon: "github", link: home }],
    editLink: {
      pattern: `${home}/edit/main/docs/:path`,
      text: "Edit this page",
    },
    footer: {
      message: "Ages and genders are apparent: guesses about looks, not facts about people.",
      copyright: "MIT licence for the code",
    },
  },
  transformPageData({ relativePath, frontmatter }) {
    // What is generated, or lies outside docs/, cannot be edited under its own name.
    if (frontmatter.editFrom !== `docs/${relativePath}`) frontmatter.editLink = false;
  },
  vue: { template: { compilerOptions: { isCustomElement: isElement } } },
  vite: { build: { target: "es2022", chunkSizeWarningLimit: 3000 }, ssr: { noExternal: [/^@fagr\//] } },
});
