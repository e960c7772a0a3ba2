// The crops that the shipped weights are trained, chosen and calibrated on. `fagr prepare` packs them:
//
//   fagr prepare UTKFace=utkface:DATA/utkface IMDB-WIKI=csv:DATA/wiki/labels.csv CelebA=csv:DATA/celeba/labels.csv \
//     Pixabay=csv:DATA/pixabay/labels.csv --detector-model YUNET --detector-size 320 --out CROPS
//
// DATA holds the data sets' folders, YUNET is a copy of opencv_zoo's face_detection_yunet_2023mar.onnx with free height and
// width: the pictures are small and hold one large face, so the detector works at 320 pixels. The weights of version 0.1.0
// saw every face (`--minimum-size 0 --minimum-sharpness 0 --largest-rival any`).
import { openCropSet, splitCropSet } from "@fagr/training";

/** The data sets' folders below DATA, by the names above. */
export const folders = { UTKFace: "utkface", "IMDB-WIKI": "wiki", CelebA: "celeba", Pixabay: "pixabay" };

/**
 * Opens the crops and splits them by content: a tenth of the distinct images is for validation. Their digests decide, so
 * that an image is on the same side whatever else is packed.
 */
export async function loadSplit(folder) {
  const { crops, training, validation } = splitCropSet(await openCropSet(folder), { validationShare: 0.1 });
  const sampleAt = (index) => crops.manifest.samples[index];
  return {
    crops,
    validation,
    // The gender of small children is hard to tell for people too: their labels would teach noise.
    training: training.filter((index) => sampleAt(index).age === null || sampleAt(index).age >= 13),
    sampleAt,
  };
}
