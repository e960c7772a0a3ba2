import type { LookSettings } from "../answers";
import type { RecognizerClient } from "../recognizer-client";
import { isWaiting, type Photo } from "./photo";

/** How photos are gone through. */
export interface LookThroughOptions {
  /** Stops after the photo that is being looked at. */
  readonly signal: AbortSignal;
  readonly settings: () => LookSettings;
  /** The photo that is shown, which goes first. */
  readonly current: () => Photo | null;
  /** Something is known of a photo, or about to be. */
  readonly changed: (photo: Photo) => void;
}

/** Looks at every photo that waits, one after the other, each once. */
export async function lookThrough(
  photos: readonly Photo[],
  recognizer: RecognizerClient,
  { signal, settings, current, changed }: LookThroughOptions,
): Promise<void> {
  for (;;) {
    const shown = current();
    const photo = shown && isWaiting(shown) ? shown : photos.find(isWaiting);
    if (!photo || signal.aborted) return;
    changed(photo);
    try {
      const analysis = await recognizer.lookAtPhoto(photo.file, settings());
      // Whoever stopped this has forgotten what was known, and asks anew.
      if (signal.aborted) return;
      photo.analysis = analysis;
    } catch (error) {
      if (signal.aborted) return;
      photo.error = error as Error;
    }
    delete photo.isStored;
    delete photo.moved;
    changed(photo);
  }
}
