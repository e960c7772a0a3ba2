import sample from "./assets/astronaut.jpg?url";
import { BackendPicker } from "./backend-picker";
import { keepOffline } from "./offline";
import { Photos } from "./photos";
import { RecognizerClient } from "./recognizer-client";
import { element } from "./ui/element";
import { showProblem, showProgress, tell } from "./ui/notices";
import { listenForPhotos } from "./ui/photo-input";
import { setStage } from "./ui/stage";
import { sizeWords } from "./ui/words";
import { Webcam } from "./webcam";

let ready: Promise<unknown>;
/** One of several downloads may still go on when another one has failed: what it reports is old news then. */
let hasFailed = false;
/** Never, if loading fails: then the page says so, and whoever waits has nothing to do. */
const whenReady = () =>
  ready.catch((error: Error) => {
    showLoadingProblem(error.message);
    return new Promise<never>(() => {});
  });
const recognizer = new RecognizerClient((message) => showLoadingProblem(message));
const photos = new Photos(recognizer, whenReady);
const webcam = new Webcam(recognizer, whenReady);
const picker = new BackendPicker(recognizer, () => photos.lookAgain());

function load(): void {
  ready = recognizer.start((loading) => {
    if (hasFailed) return;
    showProgress(loading);
    tell(`Loading the models, ${sizeWords(loading.totalBytes ?? loading.loadedBytes)}…`);
  });
  tell("Loading the models…");
  ready.then(
    (backend) => {
      showProgress(null);
      tell("Ready. Choose a photo.");
      picker.show(backend as Awaited<ReturnType<typeof recognizer.start>>);
      // Only now: the models are in the browser's cache, and are kept from there.
      keepOffline();
    },
    (error: Error) => showLoadingProblem(error.message),
  );
}

function showLoadingProblem(message: string): void {
  hasFailed = true;
  webcam.stop();
  showProgress(null);
  tell("");
  setStage("problem");
  showProblem({
    title: "The models could not be loaded",
    advice: "Check the connection and try again. Once loaded, the page works without one.",
    message,
    retry: () => location.reload(),
  });
}

async function showSample(): Promise<void> {
  webcam.stop();
  const file = await (await fetch(sample)).blob();
  await photos.show([{ name: "The sample, a portrait of astronaut Eileen Collins", file }]);
}

listenForPhotos((files) => {
  webcam.stop();
  photos.show(files.map((file) => ({ name: file.name || "The pasted picture", file })));
});
element("sample").addEventListener("click", showSample);
element("camera").addEventListener("click", () => {
  if (webcam.isOn) return webcam.stop();
  photos.clear();
  webcam.start();
});
load();
