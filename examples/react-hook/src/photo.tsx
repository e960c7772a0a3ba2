import type { AnalyzedFace } from "@fagr/core";
import { useEffect, useState } from "react";
import { FaceBoxes, type Size } from "./face-boxes";
import { FaceList } from "./face-list";
import { useAgeGender } from "./use-age-gender";

/** A photo with its faces. */
export function Photo({ file }: { file: File }) {
  const { analyse } = useAgeGender();
  const [faces, setFaces] = useState<AnalyzedFace[] | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [size, setSize] = useState<Size | null>(null);
  const address = useObjectUrl(file);

  useEffect(() => {
    const replaced = new AbortController();
    setFaces(null);
    setError(null);
    analyse(file, { signal: replaced.signal }).then(setFaces, (error: Error) => {
      if (error.name !== "AbortError") setError(error);
    });
    return () => replaced.abort();
  }, [file, analyse]);

  if (error) return <p role="alert">{`${file.name} could not be looked at: ${error.message}`}</p>;
  return (
    <section aria-label={file.name} aria-busy={!faces}>
      <div className="picture">
        {address && (
          <img
            src={address}
            alt={file.name}
            onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => setSize({ width, height })}
          />
        )}
        {faces && size && <FaceBoxes faces={faces} size={size} />}
      </div>
      {faces ? <FaceList faces={faces} /> : <p>Looking for faces…</p>}
    </section>
  );
}

/** The address of a file for an <img>, as long as it is shown. */
function useObjectUrl(file: File): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}
