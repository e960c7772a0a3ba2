export { buildLayersModel, type LayersModelOptions, setLayersWeights } from "./build";
