import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { modelCard } from "./build/model-card";
import { offline } from "./build/offline";
import { social } from "./build/social";

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export default defineConfig({
  // The built page works from any folder of any site.
  base: "./",
  plugins: [modelCard(), social(), offline()],
  // The worker loads each backend when it is picked; only modules can do that.
  worker: { format: "es" },
  build: {
    target: "es2022",
    // Content-Security-Policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: [page("index.html"), page("model-card.html")] },
    // Runtimes of machine learning are large, and loaded when they are picked.
    chunkSizeWarningLimit: 2000,
  },
  // ONNX Runtime finds its .wasm file beside its own script, which bundling in advance would move.
  optimizeDeps: { exclude: ["onnxruntime-web"] },
});
