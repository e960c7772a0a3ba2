import type { ShownFace } from "./face-boxes";

/** What is guessed of each face, in words. */
export function FaceList({ faces }: { faces: readonly ShownFace[] }) {
  if (faces.length === 0) return <p>No face found.</p>;
  return (
    <ol>
      {faces.map(({ age, ageInterval, gender, genderProbability, id }, index) => (
        <li key={id ?? index}>
          About <data value={age}>{Math.round(age)}</data> years, 80 % likely {ageInterval.map(Math.round).join(" to ")}
          ; looks <data value={genderProbability}>{gender}</data>, {Math.min(99, Math.round(100 * genderProbability))} %
        </li>
      ))}
    </ol>
  );
}
