const { existsSync } = require("node:fs");
const HostArraysEnvironment = require("../../testing/jest-environment.cjs");

/** Chromium brings a driver that needs no GPU. */
const softwareDriver = "/usr/lib/chromium/vk_swiftshader_icd.json";

/**
 * Graphics drivers read the real environment of the process, of which tests see a copy. A driver that the environment
 * names comes first.
 */
module.exports = class GraphicsEnvironment extends HostArraysEnvironment {
  async setup() {
    await super.setup();
    if (existsSync(softwareDriver)) process.env.VK_ICD_FILENAMES ??= softwareDriver;
  }
};
