import { BackendPicker } from "./backend-picker";
import { LiveView } from "./live/live-view";
import { keepOffline } from "./offline";
import { offerActions } from "./photos/actions";
import { Photos } from "./photos/photos";
import { RecognizerClient } from "./recognizer-client";
import { offerSamples } from "./samples/sample-buttons";
import { type Sample, samples } from "./samples/samples";
import { SentMeter } from "./sent-meter";
import { readSettings, type Settings, writeSettings } from "./settings";
import { dragBoxes } from "./ui/drag-boxes";
import { element } from "./ui/element";
import { showProblem, showProgress, tell } from "./ui/notices";
import { listenForPhotos } from "./ui/photo-input";
import { addressProblem, emptyFolderProblem, type Problem } from "./ui/problems";
import { setStage } from "./ui/stage";

let settings = readSettings(location.hash);
const change = (news: Partial<Settings>) => {
  settings = { ...settings, ...news };
  history.replaceState(null, "", writeSettings(settings) || location.pathname + location.search);
};

let ready: ReturnType<RecognizerClient["start"]>;
/** One of several downloads may still go on when another one has failed: what it reports is old news then. */
let hasFailed = false;
/** Never, if loading fails: then the page says so, and whoever waits has nothing to do. */
const whenReady = () =>
  ready.catch((error: Error) => {
    showLoadingProblem(error.message);
    return new Promise<never>(() => {});
  });
const recognizer = new RecognizerClient((message) => showLoadingProblem(message));
const meter = new SentMeter(() => recognizer.sentBytes());
const photos = new Photos(recognizer, whenReady, () => settings);
const live = new LiveView(recognizer, whenReady);
const picker = new BackendPicker(recognizer, {
  backendChanged(name) {
    change({ backend: name });
    // Every backend gives the same answers: that of the photo in sight is asked for again, to show it, and no other.
    photos.lookAgain("shown");
  },
  detectorChanged: () => photos.lookAgain("all"),
});

function load(): void {
  ready = recognizer.start(settings.backend, (loading) => {
    if (!hasFailed) showProgress(loading);
  });
  showProgress({ loadedBytes: 0, totalBytes: null });
  if (!photos.current) tell("Loading the models…");
  ready.then(
    (backend) => {
      showProgress(null);
      document.documentElement.dataset.ready = "";
      if (!photos.current) tell("Ready. Choose a photo.");
      picker.show(backend);
      meter.start();
      // Only now: the models are in the browser's cache, and are kept from there.
      keepOffline();
    },
    (error: Error) => showLoadingProblem(error.message),
  );
}

function showLoadingProblem(message: string): void {
  hasFailed = true;
  live.stop();
  // Also the answers that came with the page: nothing here can be asked any further.
  photos.clear();
  showProgress(null);
  tell("");
  setStage("problem");
  const unknownBackend =
    settings.backend !== "" && ` The address of this page asks for the backend ${settings.backend}.`;
  showProblem({
    title: "The models could not be loaded",
    advice: `Check the connection and try again. Once loaded, the page works without one.${unknownBackend || ""}`,
    message,
    retry: () => location.reload(),
  });
}

async function showSample({ name, address, stored, truth }: Sample): Promise<void> {
  live.stop();
  const file = await (await fetch(address)).blob();
  await photos.show([{ name, file, ...(stored ? { stored } : {}), ...(truth ? { truth } : {}) }]);
}

function receive(files: readonly File[]): void {
  live.stop();
  const [first] = files;
  if (first!.type.startsWith("video/")) {
    photos.clear();
    live.showFile(first!.name, first!);
  } else photos.show(files.map((file) => ({ name: file.name || "The pasted picture", file })));
}

function refuse(problem: Problem): void {
  live.stop();
  photos.clear();
  setStage("problem");
  showProblem(problem);
}

listenForPhotos({
  files: receive,
  text: (text) => refuse(addressProblem(text)),
  emptyFolder: () => refuse(emptyFolderProblem),
});
offerSamples((sample) => {
  change({ sample: sample.id });
  showSample(sample);
});
offerActions(photos);
dragBoxes({
  analysis: () => photos.current?.moved ?? photos.current?.analysis ?? null,
  moved: (id, box) => photos.moveBox(id, box),
  reset: () => photos.resetBoxes(),
});
element("camera").addEventListener("click", () => {
  if (live.isCameraOn) return live.stop();
  photos.clear();
  live.startCamera();
});
const mirror = element<HTMLInputElement>("mirror");
mirror.checked = settings.mirror;
mirror.addEventListener("change", () => {
  change({ mirror: mirror.checked });
  photos.lookAgain("all");
});
// Another address of settings was typed; "#stage", of the link for keyboards, is none.
addEventListener("hashchange", () => {
  if (location.hash.includes("=")) location.reload();
});

setStage("nothing");
load();
const first = samples.find(({ id }) => id === settings.sample);
if (first) showSample(first);
