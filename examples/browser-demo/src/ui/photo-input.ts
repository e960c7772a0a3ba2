import { element } from "./element";

/** Calls with files that are chosen, dropped anywhere on the page, or pasted. */
export function listenForPhotos(receive: (files: File[]) => void): void {
  const input = element<HTMLInputElement>("files");
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    // So that the same file can be chosen again.
    input.value = "";
    if (files.length > 0) receive(files);
  });
  addEventListener("paste", ({ clipboardData }) => {
    const files = [...(clipboardData?.files ?? [])];
    if (files.length > 0) receive(files);
  });
  addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.toggleAttribute("data-dragging", true);
  });
  const stopDragging = () => document.body.toggleAttribute("data-dragging", false);
  addEventListener("dragleave", ({ relatedTarget }) => {
    if (relatedTarget === null) stopDragging();
  });
  addEventListener("drop", (event) => {
    event.preventDefault();
    stopDragging();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) receive(files);
  });
}
