import { Faces } from "./faces";

export default function Page() {
  return (
    <main>
      <h1>How old do faces look?</h1>
      <Faces />
    </main>
  );
}
