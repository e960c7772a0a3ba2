import { element } from "./element";

/** What to do with what the visitor brings. */
export interface Receiver {
  files(files: File[]): void;
  /** A text was dropped or pasted, such as the address of a picture on another page. */
  text(text: string): void;
}

/** Calls with files that are chosen, dropped anywhere on the page, or pasted. */
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

function pass(data: DataTransfer | null, receive: Receiver): void {
  const files = [...(data?.files ?? [])];
  const text = data?.getData("text/uri-list") || data?.getData("text/plain") || "";
  if (files.length > 0) receive.files(files);
  else if (text) receive.text(text);
}
