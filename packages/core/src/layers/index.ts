/**
 * The architecture tables built with tfjs-layers. Needs `@tensorflow/tfjs-core` and `@tensorflow/tfjs-layers`.
 *
 * @module @fagr/core/layers
 */

export { buildLayersModel, type LayersModelOptions, setLayersWeights } from "./build";
