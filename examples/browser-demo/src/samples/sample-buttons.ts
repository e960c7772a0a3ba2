import { create, element } from "../ui/element";
import { type Sample, samples } from "./samples";

/** A button for each sample, with a small picture of it. */
export function offerSamples(show: (sample: Sample) => void): void {
  element("samples").append(
    ...samples.map((sample) => {
      const image = create("img", { src: sample.small, alt: "", width: 48, height: 48, decoding: "async" });
      const button = create("button", { type: "button", className: "sample" }, image, sample.title);
      button.dataset.sample = sample.id;
      button.addEventListener("click", () => show(sample));
      return create("li", {}, button);
    }),
  );
}
