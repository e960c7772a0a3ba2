import { compileConvolution, compileDepthwise } from "./compile-convolution";
import { compileConcatenation, compilePool, compileProbability } from "./compile-single";
import { compileTransfer } from "./compile-transfer";
import { fuseGraph, type SingleStep, type Step } from "./fuse";
import type { Graph, PoolOperation } from "./graph";
import { inferShapes } from "./infer-shapes";
import { MemoryPlan } from "./memory-plan";
import type { Operation, Program, ProgramOptions, Workshop } from "./program";
import { Values } from "./values";

/**
 * Turns a graph into a program: operations are fused into steps, values get their places, steps become calls.
 *
 * @throws InvalidArgumentError naming the operation that does not fit, or if the program needs more than 1 GiB.
 */
export function compileGraph(graph: Graph, options: ProgramOptions): Program {
  const shapes = inferShapes(graph);
  const steps = fuseGraph(graph);
  const memory = new MemoryPlan(options.images);
  const values = new Values(steps, { shapes, memory, kept: graph.outputs });
  const operations: Operation[] = [];
  const workshop: Workshop = { ...options, memory, values, operations };
  const input = values.placeInput(graph.input.name);
  for (const step of steps) {
    compileStep(workshop, step);
    values.freeAfter(step);
  }
  const outputs = graph.outputs.map((name) => [name, { value: values.get(name), shape: values.shape(name) }] as const);
  const { bytes, constants } = memory;
  return { bytes, constants, operations, input, outputs: new Map(outputs) };
}

function compileStep(workshop: Workshop, step: Step): void {
  if (step.kind === "transfer") compileTransfer(workshop, step);
  else if (step.kind === "single") compileSingle(workshop, step.operation);
  else if (step.kind === "convolution") compileConvolution(workshop, step);
  else compileDepthwise(workshop, step);
}

function compileSingle(workshop: Workshop, operation: SingleStep["operation"]): void {
  if (operation.kind === "concatenation") compileConcatenation(workshop, operation);
  else if (operation.kind === "sigmoid" || operation.kind === "softmax") compileProbability(workshop, operation);
  else compilePool(workshop, operation as PoolOperation);
}
