/**
 * Imports models from Keras and tfjs-layers, and exports models to them and to TensorFlow Lite.
 *
 * Import recognises our layers in a foreign model, matches them with the plan and checks every shape; export walks the plan and writes the
 * other format. Nothing runs here: models are read and written as data.
 *
 * @module @fagr/convert
 */

export { exportKeras } from "./export-keras";
export { type ExportTfjsOptions, exportTfjs, type TfjsModel } from "./export-tfjs";
export { type ExportTfliteOptions, exportTflite } from "./export-tflite";
export { importKeras } from "./import-keras";
export type { ImportOptions } from "./import-model";
export { importTfjs } from "./import-tfjs";
export type { TfjsModelJson, TfjsQuantization, TfjsWeightEntry } from "./tfjs/model-json";
