// A plugin of TypeDoc: groups core's names by what people do, and names parameters that the code takes apart.
import { Comment, CommentTag, Converter, ReflectionKind } from "typedoc";

/** What people do, in the order in which they come to it, and the names that go with it. Others stand under "More". */
export const categories = {
  "Look at faces": [
    /^(createFaceAnalyzer|FaceAnalyzer\w*|analyzeFaces|analyzeImages|Analyze\w+|AnalyzedFace|AnalyzedImage|FailedImage)$/,
  ],
  "Load a model": [
    /^(loadAgeGenderModel|LoadModelOptions|AgeGenderModel|AgeGenderBackend|loadWeights|WeightsSource|enableRelaxedSimd|DownloadProgress|PredictOptions|FaceRegion)$/,
  ],
  "Read answers": [/^(AgeGenderPrediction|Gender|OutsideAnswer|LocatedFace)$/],
  "Read pictures": [/^(loadImage|LoadImage\w+|ImageInput|ImageLimits|RgbImage|RgbaImage|BoundingBox)$/],
  "Find faces": [/^(DetectedFace|FaceDetector|mostCentralFace|faceProminence)$/],
  "Tell errors apart": [/^(isFagrError|\w*Error|FagrErrorCode)$/],
};

const grouped = /^(fagr|@fagr\/core)$/;

export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.children ?? [])
      if (grouped.test(module.name)) for (const child of module.children ?? []) categorise(child);
  });
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    for (const parameter of project.getReflectionsByKind(ReflectionKind.Parameter))
      if (parameter.name === "__namedParameters") parameter.name = parameterName(parameter.type);
  });
}

function categorise(reflection) {
  const category = Object.entries(categories).find(([, names]) =>
    names.some((name) => name.test(reflection.name)),
  )?.[0];
  if (!category) return;
  const tag = () => new CommentTag("@category", [{ kind: "text", text: category }]);
  // A function's comment is its signatures'.
  for (const commented of reflection.signatures ?? [reflection]) {
    commented.comment ??= new Comment();
    commented.comment.blockTags.push(tag());
  }
}

/** "options" of TrainOptions, "batch" of PixelBatch's own name, "values" of anything without a name. */
function parameterName(type) {
  const name = type?.type === "reference" ? type.name : "";
  if (/Options$/.test(name)) return "options";
  return name && !/^(Pick|Omit|Partial|Readonly|Required)$/.test(name)
    ? name[0].toLowerCase() + name.slice(1)
    : "values";
}
