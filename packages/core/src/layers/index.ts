/**
 * The architecture tables built with tfjs-layers. Needs `@tensorflow/tfjs-core` and `@tensorflow/tfjs-layers`.
 *
 * For looking at the network with tfjs's tools and for tests: the model here is trained and saved as any other tfjs model.
 *
 * @module @fagr/core/layers
 */

export { buildLayersModel, type LayersModelOptions, setLayersWeights } from "./build";
