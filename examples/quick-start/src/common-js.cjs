const { createFaceAnalyzer } = require("fagr");

async function main() {
  const analyzer = await createFaceAnalyzer();
  for (const face of await analyzer.analyze("family.jpg"))
    console.log(face.box, face.age, face.ageInterval, face.gender, face.genderProbability);
}

main();
