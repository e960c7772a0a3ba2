// The packages as users get them: packed, linted, installed into an empty folder and used there.

export { type DescribedBackend, type PackageManifest, packPackages, publishedPackages } from "./pack-packages";
export { registryProblem } from "./registry";
export { type ProgramOutput, runForOutput, runProgram } from "./run-program";
