// Kernels for prediction, on a memory that is imported. Pointers are byte offsets to float32 data in NHWC layout; channels are padded
// with zeros to a multiple of 4, so that no loop has a rest.
export { depthwise } from "./depthwise";
export { hasPairProducts } from "./pair-products";
export { patches } from "./patches";
export { panelColumns, pointwise } from "./pointwise";
export { pointwiseInt16 } from "./pointwise-int16";
export { pool } from "./pool";
export { blendPixels, blendRows } from "./resample";
export { sigmoid } from "./sigmoid";
export { placeChannels, transfer } from "./transfer";
