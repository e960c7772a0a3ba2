import type { LoadingProgress } from "../answers";
import { element } from "./element";
import { sizeWords } from "./words";

const status = element("status");
const progress = element<HTMLProgressElement>("progress");
const problem = element("problem");

/** One line about what goes on, read aloud when it changes. */
export function tell(text: string): void {
  if (status.textContent !== text) status.textContent = text;
}

/** The bar of what is loaded; null hides it. */
export function showProgress(loading: LoadingProgress | null): void {
  progress.hidden = loading === null;
  if (!loading) return;
  const { loadedBytes, totalBytes } = loading;
  if (totalBytes) progress.value = Math.min(1, loadedBytes / totalBytes);
  else progress.removeAttribute("value");
  progress.setAttribute(
    "aria-valuetext",
    totalBytes ? `${sizeWords(loadedBytes)} of ${sizeWords(totalBytes)}` : sizeWords(loadedBytes),
  );
}

/** What went wrong, in the place of the picture. */
export interface Problem {
  readonly title: string;
  readonly advice: string;
  /** The program's own message. */
  readonly message?: string;
  /** Offers a button that tries again. */
  retry?(): void;
}

const retry = element<HTMLButtonElement>("retry");

/** Shows a problem; null when it is over. */
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

/** Why a picture could not be looked at. */
export function photoProblem(name: string, error: Error): Problem {
  const { message } = error;
  if (error.name === "ImageError")
    return {
      title: `${name} is no picture that this browser can read`,
      advice:
        "JPEG, PNG and WebP work everywhere. Photos in HEIC, as some phones take them, have to be converted first.",
      message,
    };
  return { title: `${name} could not be looked at`, advice: "Try it again, or choose another backend below.", message };
}
