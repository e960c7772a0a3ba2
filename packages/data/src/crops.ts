/**
 * Packed crops that are open: what training reads. Works in a browser too.
 *
 * Only what reads: no image decoder, no detector.
 *
 * @module @fagr/data/crops
 */

export {
  type CropSet,
  type CropSetDescription,
  type CropsInFile,
  type CropsInMemory,
  type CropsInParts,
  cropAt,
  indicesWhere,
  loadIntoMemory,
} from "./crops/crop-set";
