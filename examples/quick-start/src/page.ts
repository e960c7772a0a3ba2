import { createFaceAnalyzer } from "fagr";

document.body.innerHTML = `<label>Photo <input type="file" accept="image/*"></label> <ol></ol>`;
const input = document.querySelector("input")!;
const list = document.querySelector("ol")!;
const analyzer = createFaceAnalyzer();

input.addEventListener("change", async () => {
  const photo = input.files?.[0];
  if (!photo) return;
  try {
    const faces = await (await analyzer).analyze(photo);
    list.innerHTML = faces.map(({ age, gender }) => `<li>${Math.round(age)} years, ${gender}</li>`).join("");
  } catch (error) {
    list.textContent = (error as Error).message;
  }
});
