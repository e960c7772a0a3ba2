import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  // The built page works from any folder of any site.
  base: "./",
  plugins: [react()],
  worker: { format: "es" },
  // While developing, packages find their files beside their own scripts, which bundling in advance would move.
  optimizeDeps: { exclude: ["@fagr/backend-onnx", "@fagr/detect", "@fagr/weights", "onnxruntime-web"] },
});
