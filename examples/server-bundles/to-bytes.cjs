// A loader of webpack: a file as a Uint8Array in the script.
module.exports = (content) => `export default new Uint8Array(Buffer.from("${content.toString("base64")}", "base64"));`;
module.exports.raw = true;
