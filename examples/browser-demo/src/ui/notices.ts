import type { LoadingProgress } from "../answers";
import { element } from "./element";
import type { Problem } from "./problems";
import { loadingWords } from "./words";

const status = element("status");
const progress = element<HTMLProgressElement>("progress");
const loaded = element("loaded");
const problem = element("problem");
const note = element("sample-note");
const retry = element<HTMLButtonElement>("retry");

/** One line about what goes on, read aloud when it changes. */
export function tell(text: string): void {
  if (status.textContent !== text) status.textContent = text;
}

/** What the page's makers know of who is on a sample, under its picture; "" hides it. */
export function showNote(text: string): void {
  note.hidden = text === "";
  note.textContent = text;
}

/** The bar of what is loaded; null hides it. Its bytes are seen, and not read aloud each time that they change. */
export function showProgress(loading: LoadingProgress | null): void {
  progress.hidden = loading === null;
  loaded.textContent = loading ? loadingWords(loading) : "";
  if (!loading) return;
  const { loadedBytes, totalBytes } = loading;
  if (totalBytes) progress.value = Math.min(1, loadedBytes / totalBytes);
  else progress.removeAttribute("value");
  progress.setAttribute("aria-valuetext", loadingWords(loading));
}

/** Shows a problem in the place of the picture; null when it is over. */
export function showProblem(shown: Problem | null): void {
  problem.hidden = shown === null;
  if (!shown) return;
  element("problem-title").textContent = shown.title;
  element("problem-advice").textContent = shown.advice;
  element("problem-details").hidden = !shown.message;
  element("problem-message").textContent = shown.message ?? "";
  retry.hidden = !shown.retry;
  retry.onclick = shown.retry ? () => shown.retry!() : null;
}
