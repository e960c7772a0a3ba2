/** What went wrong, in the place of the picture. */
export interface Problem {
  readonly title: string;
  readonly advice: string;
  /** The program's own message. */
  readonly message?: string;
  /** Offers a button that tries again. */
  retry?(): void;
}

/** Why a picture could not be looked at. */
export function photoProblem(name: string, file: Blob, error: Error): Problem {
  const { message } = error;
  if (/svg/.test(file.type) || /\.svgz?$/i.test(name))
    return {
      title: `${name} is a drawing, not a photo`,
      advice: "SVG files are drawn from lines and can run for minutes, so they are left alone. Save it as PNG or JPEG.",
      message,
    };
  if (error.name === "ImageError")
    return {
      title: `${name} is no picture that this browser can read`,
      advice:
        "JPEG, PNG and WebP work everywhere. Photos in HEIC, as some phones take them, have to be converted first.",
      message,
    };
  return { title: `${name} could not be looked at`, advice: "Try it again, or choose another backend below.", message };
}

/** Something was dropped or pasted that is no file. */
export function addressProblem(text: string): Problem {
  const isAddress = /^(https?|data|blob|file):/i.test(text.trim());
  return {
    title: isAddress ? "That was an address, not a photo" : "There was no photo in that",
    advice: isAddress
      ? "This page asks no other server for anything, pictures included. Save the picture first, and drop the file."
      : "Drop or paste a picture file: JPEG, PNG or WebP.",
    ...(isAddress ? { message: text.trim().slice(0, 200) } : {}),
  };
}

/** A folder was dropped, and nothing in it is a picture. */
export const emptyFolderProblem: Problem = {
  title: "No photos in that folder",
  advice: "JPEG, PNG and WebP are looked for, also in the folders inside. Drop another one.",
};

/** In words, why there is no webcam, and what to do. */
export function cameraProblem(error: Error): Problem {
  const { name, message } = error;
  if (name === "NotAllowedError")
    return {
      title: "The webcam was not allowed",
      advice:
        "Allow it in the site settings of your browser, beside the address, and try again. Photos work without it.",
      message,
    };
  if (name === "NotFoundError" || name === "OverconstrainedError")
    return { title: "No webcam found", advice: "Connect one and try again. Photos work without it.", message };
  if (name === "NotReadableError")
    return { title: "The webcam is busy", advice: "Another program has it. Close that one and try again.", message };
  if (name === "NotSupportedError")
    return {
      title: "No webcam on this page",
      advice: "Browsers give webcams to pages with https or on localhost only. Photos work without it.",
      message,
    };
  return { title: "The webcam could not be started", advice: "Try again, or choose photos instead.", message };
}

/** A video file that the browser cannot play, or not read frames of. */
export const videoProblem = (name: string, error: Error): Problem => ({
  title: `${name} cannot be played here`,
  advice: "MP4 with H.264 and WebM work in most browsers. Convert it, or take another.",
  message: error.message,
});
