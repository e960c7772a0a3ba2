/** The guides, in the order in which people need them. The side bar and llms.txt are made of it. */
export const sections = [
  {
    text: "Start",
    items: [
      { text: "Node", link: "/start/node" },
      { text: "Vite", link: "/start/vite" },
      { text: "Browser, no build step", link: "/start/browser" },
      { text: "webpack, esbuild, Next.js", link: "/guides/bundlers" },
      { text: "Workers, strict pages", link: "/guides/web-pages" },
      { text: "React", link: "/start/react" },
      { text: "A server", link: "/start/server" },
      { text: "Deno, Bun, edge, Electron", link: "/start/deno-bun-edge" },
      { text: "Tested where, and how", link: "/guides/runtimes" },
    ],
  },
  {
    text: "Tasks",
    items: [
      { text: "One face's age", link: "/tasks/one-face" },
      { text: "Count the faces", link: "/tasks/count-faces" },
      { text: "Many files", link: "/tasks/many-files" },
      { text: "Video and webcam", link: "/guides/video" },
      { text: "Another detector", link: "/tasks/detectors" },
      { text: "How sure is it?", link: "/guides/doubt" },
      { text: "Where it runs: backends", link: "/guides/backends" },
      { text: "Millions of pictures", link: "/guides/labelling" },
    ],
  },
  {
    text: "Your own model",
    items: [
      { text: "Data sets", link: "/guides/data-sets" },
      { text: "The quality filter", link: "/guides/quality-filter" },
      { text: "Recipes", link: "/guides/recipes" },
      { text: "Measuring", link: "/guides/evaluation" },
      { text: "Comparing models", link: "/guides/comparing" },
      { text: "Import and export", link: "/guides/import-export" },
      { text: "Fine-tuning", link: "/guides/fine-tuning" },
      { text: "Own losses, augmentation, heads", link: "/guides/own-training" },
      { text: "Speed of training", link: "/guides/training-speed" },
      { text: "On with TensorFlow", link: "/guides/train-with-tensorflow" },
    ],
  },
  {
    text: "Know before you build",
    items: [
      { text: "What you may use it for", link: "/use" },
      { text: "Model card", link: "/model-card" },
      { text: "Accuracy by age, gender and origin", link: "/model-figures" },
      { text: "Beside other libraries", link: "/accuracy" },
      { text: "Measure on your device", link: "/measure" },
      { text: "Limits", link: "/guides/limits" },
      { text: "Errors and how to fix them", link: "/errors/" },
      { text: "Coming from face-api.js, human, transformers.js", link: "/compare/" },
    ],
  },
  {
    text: "Inside",
    items: [
      { text: "Reference", link: "/reference/" },
      { text: "Five walks through the code", link: "/architecture" },
      { text: "Decisions", link: "/decisions/" },
      { text: "Experiments", link: "/experiments" },
      { text: "Contributing", link: "/contributing" },
      { text: "Security", link: "/security" },
    ],
  },
];
