// esbuild and rollup copy no files: the models lie in the folder models beside the bundles' folder.
import { cp } from "node:fs/promises";

for (const name of ["weights", "detect"])
  await cp(`node_modules/@fagr/${name}/models`, "out/models", { recursive: true });
