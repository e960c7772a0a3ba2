// What is measured in a Node process of its own; it answers the messages of node-row.ts.
import { readFile } from "node:fs/promises";
import { loadWeights } from "@fagr/core/network";
import { weights as shipped } from "@fagr/weights";
import { type Measurement, measureBackend } from "./measurement";
import type { OpenedRow } from "./row";
import type { NodeRequest, NodeSubject } from "./subject";

let measurement: Measurement | undefined;
const peakMemory = () => process.resourceUsage().maxRSS * 1024;

async function open(subject: NodeSubject): Promise<OpenedRow> {
  if (subject.kind === "peer") {
    const { measurePeer } = await import("./measure-peer");
    measurement = measurePeer(subject);
    return measurement.open();
  }
  const weights = await loadWeights(shipped);
  const { buffer, byteOffset, byteLength } = await readFile(subject.pixelsFile);
  const pixels = new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
  const before = peakMemory();
  const { module, factory, options } = subject.backend;
  const { [factory]: createBackend } = await import(module);
  measurement = measureBackend(createBackend(options), { weights, pixels });
  const opened = await measurement.open();
  return { ...opened, memory: peakMemory() - before };
}

process.on("message", async (request: NodeRequest) => {
  try {
    const answer = request.kind === "open" ? await open(request.subject) : await measurement!.round();
    process.send!({ answer });
  } catch (error) {
    process.send!({ error: (error as Error).message });
  }
});
