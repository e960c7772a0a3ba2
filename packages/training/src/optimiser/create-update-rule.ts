import { InvalidArgumentError } from "@fagr/core";
import { adamaxRule, adamRule } from "./adam-rules";
import { adadeltaRule, adagradRule, rmspropRule } from "./adaptive-rules";
import { muonRule } from "./muon-rule";
import type { CompleteOptimiser } from "./optimiser-options";
import { momentumRule, sgdRule } from "./sgd-rules";
import type { UpdateRule } from "./update-rule";

/** The rule of an optimiser for so many weights. */
export function createUpdateRule(length: number, options: CompleteOptimiser): UpdateRule {
  switch (options.kind) {
    case "sgd":
      return sgdRule();
    case "momentum":
      return momentumRule(length, options);
    case "rmsprop":
      return rmspropRule(length, options);
    case "adagrad":
      return adagradRule(length, options);
    case "adadelta":
      return adadeltaRule(length, options);
    case "adam":
    case "adamw":
      return adamRule(length, options);
    case "adamax":
      return adamaxRule(length, options);
    case "muon":
      return muonRule(length, options);
    default:
      throw new InvalidArgumentError(
        `Optimiser, field "kind": expected sgd, momentum, rmsprop, adagrad, adadelta, adam, adamw, adamax or muon, received ${JSON.stringify((options as { kind?: unknown } | undefined)?.kind)}.`,
      );
  }
}
