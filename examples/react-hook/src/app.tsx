import { type ChangeEvent, useState } from "react";
import sample from "./astronaut.jpg";
import { Photo } from "./photo";
import { useAgeGender } from "./use-age-gender";
import { Webcam } from "./webcam";

/** What is looked at. */
type Source = { readonly kind: "photo"; readonly file: File } | { readonly kind: "webcam" };

export function App() {
  const { retry, ...models } = useAgeGender();
  const [source, setSource] = useState<Source | null>(null);

  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    // So that the same file can be chosen again.
    target.value = "";
    if (file) setSource({ kind: "photo", file });
  };
  const chooseSample = async () => {
    const file = new File([await (await fetch(sample)).blob()], "Astronaut Eileen Collins");
    setSource({ kind: "photo", file });
  };
  const isOn = source?.kind === "webcam";

  return (
    <main>
      <h1>How old does a face look?</h1>
      <p className="lede">Two React hooks over a worker of this page. Pictures stay on this machine.</p>
      <p role="status">
        {models.status === "loading" && "Loading the models…"}
        {models.status === "ready" && "Ready."}
        {models.status === "error" && `The models could not be loaded: ${models.error.message}`}
      </p>
      <div className="tools">
        <label className="button">
          Choose a photo
          <input type="file" accept="image/*" onChange={choose} />
        </label>
        <button type="button" className="button" onClick={chooseSample}>
          Try a sample
        </button>
        <button
          type="button"
          className="button"
          aria-pressed={isOn}
          onClick={() => setSource(isOn ? null : { kind: "webcam" })}
        >
          {isOn ? "Stop the webcam" : "Use the webcam"}
        </button>
        {models.status === "error" && (
          <button type="button" className="button" onClick={retry}>
            Load again
          </button>
        )}
      </div>
      {source?.kind === "photo" && <Photo file={source.file} />}
      {isOn && <Webcam />}
      <p className="note">
        The numbers are guesses about looks, off by five years on average, and say nothing about who somebody is.
      </p>
    </main>
  );
}
