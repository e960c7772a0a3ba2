import { type RefObject, useEffect, useRef, useState } from "react";
import { FaceBoxes } from "./face-boxes";
import { FaceList } from "./face-list";
import { useTrackedFaces } from "./use-tracked-faces";

/** The webcam with the faces before it, until it is taken out of the page. */
export function Webcam() {
  const video = useRef<HTMLVideoElement>(null);
  const cameraError = useCamera(video);
  const { faces, error } = useTrackedFaces(video);
  const problem = cameraError ?? error;

  if (problem) return <p role="alert">{`The webcam cannot be used: ${problem.message}`}</p>;
  const size = { width: video.current?.videoWidth ?? 0, height: video.current?.videoHeight ?? 0 };
  return (
    <section aria-label="Webcam" aria-busy={!faces}>
      <div className="picture mirrored">
        <video ref={video} autoPlay muted playsInline aria-label="Webcam" />
        {faces && <FaceBoxes faces={faces} size={size} mirrored />}
      </div>
      {faces ? <FaceList faces={faces} /> : <p>Waiting for the webcam…</p>}
    </section>
  );
}

/** Plays the webcam in a video element; tells why if it cannot. */
function useCamera(video: RefObject<HTMLVideoElement | null>): Error | null {
  const [error, setError] = useState<Error | null>(null);
  useEffect(() => {
    let stream: MediaStream | null = null;
    let isUnmounted = false;
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const start = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "user", width: { ideal: 640 } } });
      // Whoever leaves while the browser still asks for permission gets no webcam.
      if (isUnmounted) stop();
      else video.current!.srcObject = stream;
    };
    start().catch((error: Error) => {
      if (!isUnmounted) setError(error);
    });
    return () => {
      isUnmounted = true;
      stop();
    };
  }, [video]);
  return error;
}
