/**
 * Labelled faces: readers of published data sets, the quality filter, and crops packed into one file.
 *
 * Readers turn each data set's files into `FaceSample`s with the same labels; the quality filter and the detector decide which faces to
 * keep; crops are packed into one file that training reads quickly.
 *
 * @module @fagr/data
 */

export { type AgeCoverage, ageCoverage } from "./crops/age-coverage";
export { type CropCounts, countSamples, type SourceCounts } from "./crops/count-samples";
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
export { type DroppedSample, type DropReason, dropReasons } from "./crops/dropped-sample";
export { type ListedPicture, listPictures, type PictureList } from "./crops/list-pictures";
export type { CompleteSelection, CropSetManifest, PackedFile, PackedSample, SelectionOptions } from "./crops/manifest";
export { mergeCropSets } from "./crops/merge-crop-sets";
export { type OpenCropSetOptions, openCropSet } from "./crops/open-crop-set";
export { type PrepareOptions, prepareCrops } from "./crops/prepare-crops";
export type { PrepareProgress } from "./crops/prepare-progress";
export type { PrepareSource } from "./crops/prepare-source";
export { readListed } from "./crops/read-listed";
export { type SplitCropSet, splitCropSet } from "./crops/split-crop-set";
export {
  type CompleteQuality,
  checkQualityOptions,
  defaultQuality,
  judgeQuality,
  type QualityOptions,
  type QualityVerdict,
} from "./quality/quality-filter";
export { measureSharpness, sharpnessScale } from "./quality/sharpness";
export { type AdienceOptions, readAdience } from "./samples/adience";
export { readAfad } from "./samples/afad";
export { readAgeDb } from "./samples/agedb";
export { type AppaRealOptions, readAppaReal } from "./samples/appa-real";
export { type CelebAOptions, readCelebA } from "./samples/celeba";
export { type ChaLearnOptions, readChaLearn } from "./samples/chalearn";
export { type DataSetSpec, parseDataSetSpec } from "./samples/data-set-spec";
export type { Domain, FaceSample, ReaderOptions, SkippedSample } from "./samples/face-sample";
export { type FairFaceOptions, readFairFace } from "./samples/fairface";
export { readFgNet } from "./samples/fg-net";
export type { GenderNameListOptions } from "./samples/gender-name-lists";
export { hashSample } from "./samples/hash-sample";
export { type ImdbWikiOptions, readImdbWiki } from "./samples/imdb-wiki";
export type { LabelColumns } from "./samples/label-columns";
export { type LabelledCsvOptions, readLabelledCsv } from "./samples/labelled-csv";
export { type LabelRow, readLabels } from "./samples/labels-csv";
export { type LagOptions, readLag } from "./samples/lag";
export { type LfwOptions, readLfw } from "./samples/lfw";
export { type MegaAgeAsianOptions, readMegaAgeAsian } from "./samples/megaage-asian";
export { type IdenticalSamples, type MergeOptions, mergeIdentical } from "./samples/merge-identical";
export { type DataSetName, type DataSetOptions, dataSetNames, readDataSet } from "./samples/readers";
export { type HashedSample, type SplitOptions, type SplitSample, splitByContent } from "./samples/split";
export { readTfRecords, type TfRecordOptions } from "./samples/tfrecord";
export { readUtkFace } from "./samples/utkface";
export { type TfRecordGroupOptions, writeTfRecordFile, writeTfRecordGroups } from "./samples/write-tfrecords";
