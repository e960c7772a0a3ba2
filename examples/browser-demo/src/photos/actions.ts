import { element } from "../ui/element";
import { toCsv, toJson } from "./export";
import type { Photos } from "./photos";
import { drawResultCard } from "./result-card";

/** The buttons that hand the answers on: a picture of them, a table, JSON. All are made in the tab. */
export function offerActions(photos: Photos): void {
  element("save-csv").addEventListener("click", () =>
    save(new Blob([toCsv(photos.all)], { type: "text/csv" }), "faces.csv"),
  );
  element("save-json").addEventListener("click", () =>
    save(new Blob([toJson(photos.all)], { type: "application/json" }), "faces.json"),
  );
  element("save-card").addEventListener("click", async () => {
    const analysis = photos.current?.moved ?? photos.current?.analysis;
    if (!analysis) return;
    const card = await drawResultCard(element<HTMLImageElement>("photo"), analysis);
    const file = new File([card], "how-old-does-a-face-look.png", { type: "image/png" });
    // Phones hand pictures to other programs; elsewhere it becomes a file.
    const isPhone = matchMedia("(pointer: coarse)").matches;
    if (isPhone && navigator.canShare?.({ files: [file] }))
      await navigator.share({ files: [file] }).catch((error: Error) => {
        // Who changes their mind wants no file either.
        if (error.name !== "AbortError") save(file, file.name);
      });
    else save(file, file.name);
  });
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
