import { autoBackend } from "@fagr/backend-auto";
import { analyzeFaces, loadAgeGenderModel } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import { weights } from "@fagr/weights";

let models;

/** Opened once, when the first photo comes. */
async function openModels() {
  const model = await loadAgeGenderModel({ backend: autoBackend(), weights });
  return { model, detector: await createFaceDetector() };
}

export async function POST(request) {
  try {
    const { model, detector } = await (models ??= openModels());
    return Response.json(await analyzeFaces(await request.arrayBuffer(), { model, detector }));
  } catch (error) {
    return new Response(error.message, { status: 400 });
  }
}
