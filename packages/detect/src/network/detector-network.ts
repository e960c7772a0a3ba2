// How a detector's network is run: the picture is fitted into the input (letterbox), then the engine or ONNX Runtime computes.
import type { RgbImage } from "@fagr/core";
import type { PixelFormat } from "./letterbox";

/** How a network looks at a picture, pixels. */
export interface Look {
  /** Length of the picture's longer side inside the input. */
  readonly contentSize: number;
  /** Of the input; the picture lies in its top left corner, and the rest is black. */
  readonly width: number;
  readonly height: number;
}

/** A network's output for a picture. */
export interface NetworkAnswer {
  /** Numbers of an output, row-major, channels last. */
  output(name: string): Float32Array;
  /** Pixels of the input per pixel of the picture, across and down. */
  readonly scaleX: number;
  readonly scaleY: number;
}

/** A detector's network on some runtime. */
export interface DetectorNetwork {
  /** Whether it accepts inputs other than squares of its own size. */
  readonly takesAnySize: boolean;
  look(image: RgbImage, look: Look, signal?: AbortSignal): Promise<NetworkAnswer>;
  dispose(): Promise<void>;
}

/** Of a network, whatever runs it. */
export interface NetworkInput {
  readonly name: string;
  readonly format: PixelFormat;
}
