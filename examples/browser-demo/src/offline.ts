import { element } from "./ui/element";

/** Keeps the page for use without a network, and says when it is kept. */
export async function keepOffline(): Promise<void> {
  // While developing, Vite serves files that change; only the built page has a service worker.
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(new URL("service-worker.js", document.baseURI));
    await navigator.serviceWorker.ready;
    element("offline").dataset.ready = "";
    element("offline-text").textContent = "Private: runs in this tab, and offline";
    // Before that, a network that is switched off would take the page along.
    element("dare").hidden = false;
  } catch (error) {
    // The page works without; on http, or with storage switched off, there are no service workers.
    console.info(`The page is not kept for use offline: ${(error as Error).message}`);
  }
}
