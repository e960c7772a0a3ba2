import { describe, expect, it } from "@jest/globals";
import { readAdience } from "./adience";
import { DataSetTree } from "./test-support/data-set-tree";

const tree = new DataSetTree();
const header =
  "user_id\toriginal_image\tface_id\tage\tgender\tx\ty\tdx\tdy\ttilt_ang\tfiducial_yaw_angle\tfiducial_score";
const row = (image: string, face: number, age: string, gender: string) =>
  `30601258@N03\t${image}\t${face}\t${age}\t${gender}\t0\t414\t1086\t1383\t-115\t30\t17`;
const picture = (image: string, face: number) => `aligned/30601258@N03/landmark_aligned_face.${face}.${image}`;
const common = { domain: "americanEuropean", source: "Adience" };

describe("readAdience", () => {
  it("reads bands, lone ages and unknown labels", async () => {
    await tree.write(
      {
        "fold_0_data.txt": [
          header,
          row("a_o.jpg", 1, "(25, 32)", "f"),
          row("a_o.jpg", 2, "35", "m"),
          row("b_o.jpg", 3, "None", "m"),
          row("c_o.jpg", 4, "(0, 2)", "u"),
          row("d_o.jpg", 5, "None", ""),
          row("gone.jpg", 6, "(4, 6)", "f"),
        ],
      },
      [picture("a_o.jpg", 1), picture("a_o.jpg", 2), picture("b_o.jpg", 3), picture("c_o.jpg", 4)],
    );
    const { samples, skipped } = await tree.read(readAdience, { folds: [0] });
    expect(samples).toEqual([
      { file: picture("a_o.jpg", 1), age: null, ageBand: [25, 32], gender: 0, ...common },
      { file: picture("a_o.jpg", 2), age: 35, gender: 1, ...common },
      { file: picture("b_o.jpg", 3), age: null, gender: 1, ...common },
      { file: picture("c_o.jpg", 4), age: null, ageBand: [0, 2], gender: null, ...common },
    ]);
    expect(skipped).toEqual([
      { file: picture("d_o.jpg", 5), reason: expect.stringContaining("neither age nor gender") },
      { file: picture("gone.jpg", 6), reason: expect.stringContaining("no such file") },
    ]);
  });

  it("reads all folds of the cropped faces", async () => {
    const faces = [0, 1, 2, 3, 4].map((fold) => `faces/30601258@N03/coarse_tilt_aligned_face.${fold}.${fold}.jpg`);
    const lists = faces.map((_, fold) => [
      `fold_${fold}_data.txt`,
      [header, row(`${fold}.jpg`, fold, "(38, 43)", "m")],
    ]);
    await tree.write(Object.fromEntries(lists), faces);
    const { samples } = await tree.read(readAdience);
    expect(samples.map(({ file }) => file)).toEqual(faces);
  });

  it("prefers the aligned pictures unless the faces are asked for", async () => {
    const face = "faces/30601258@N03/coarse_tilt_aligned_face.1.a.jpg";
    await tree.write({ "fold_0_data.txt": [header, row("a.jpg", 1, "(8, 12)", "f")] }, [picture("a.jpg", 1), face]);
    const aligned = await tree.read(readAdience, { folds: [0] });
    expect(aligned.samples.map(({ file }) => file)).toEqual([picture("a.jpg", 1)]);
    const faces = await tree.read(readAdience, { folds: [0], images: "faces" });
    expect(faces.samples.map(({ file }) => file)).toEqual([face]);
  });

  it.each([
    ["an age that is none", row("a.jpg", 1, "young", "f"), /line 2.*a band such as \(25, 32\).*"young"/],
    ["a band that runs backwards", row("a.jpg", 1, "(32, 25)", "f"), /line 2.*"\(32, 25\)"/],
    ["an age of nobody", row("a.jpg", 1, "(60, 1000)", "f"), /line 2.*0 to 130/],
    ["another gender", row("a.jpg", 1, "(25, 32)", "x"), /line 2.*m, f, u.*"x"/],
    ["commas for tabs", "a,b,c", /line 2/],
  ])("refuses %s", async (_what, line, message) => {
    await tree.write({ "fold_0_data.txt": [header, line] }, [picture("a.jpg", 1)]);
    await expect(tree.read(readAdience, { folds: [0] })).rejects.toThrow(message);
  });

  it("says what is missing", async () => {
    await expect(tree.read(readAdience)).rejects.toThrow(/Unpack aligned\.tar\.gz/);
    await tree.write({ "fold_0_data.txt": ["user_id\tage"] }, [picture("a.jpg", 1)]);
    await expect(tree.read(readAdience)).rejects.toThrow(/line 1.*without original_image and face_id and gender/);
    await expect(tree.read(readAdience, { folds: [3] })).rejects.toThrow(/fold_3_data\.txt.*cannot be read/);
  });
});
