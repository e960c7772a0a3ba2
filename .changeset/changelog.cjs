// How a change is written into the packages' changelogs: what it means for users, without hashes and without lines about the packages beside,
// which always have the same version.
exports.getReleaseLine = async ({ summary }) => {
  const [first, ...others] = summary.trim().split("\n");
  return `\n- ${[first, ...others.map((line) => (line ? `  ${line}` : line))].join("\n")}`;
};
exports.getDependencyReleaseLine = async () => "";
