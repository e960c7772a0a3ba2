import { droppedFiles } from "./dropped-files";
import { element } from "./element";

/** What to do with what the visitor brings. */
export interface Receiver {
  files(files: File[]): void;
  /** A text was dropped or pasted, such as the address of a picture on another page. */
  text(text: string): void;
  /** A folder was dropped that has no pictures. */
  emptyFolder(): void;
}

/** Calls with files that are chosen, dropped anywhere on the page, alone or in folders, or pasted. */
export function listenForPhotos(receive: Receiver): void {
  const input = element<HTMLInputElement>("files");
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    // So that the same file can be chosen again.
    input.value = "";
    if (files.length > 0) receive.files(files);
  });
  addEventListener("paste", ({ clipboardData }) => pass(clipboardData, receive));
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
    pass(event.dataTransfer, receive);
  });
}

async function pass(data: DataTransfer | null, receive: Receiver): Promise<void> {
  if (!data) return;
  // Both at once: after the first await a drop is empty.
  const text = data.getData("text/uri-list") || data.getData("text/plain");
  const isFiles = data.types.includes("Files");
  const files = await droppedFiles(data);
  if (files.length > 0) receive.files(files);
  else if (isFiles) receive.emptyFolder();
  else if (text) receive.text(text);
}
