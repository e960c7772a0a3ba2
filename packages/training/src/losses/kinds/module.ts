import { InvalidArgumentError, TrainingError } from "@fagr/core";
import * as tf from "@tensorflow/tfjs-core";
import * as v from "valibot";
import { hookModuleFields } from "../../hooks/hook-module";
import type { OwnLoss } from "../../hooks/own-loss";
import type { Given } from "../../recipe/with-defaults";
import { type AgeLossInput, defineLoss, type LossInput, weight } from "../loss-kind";

export const module = defineLoss(
  v.strictObject({
    kind: v.literal("module"),
    /** Factor of this task in the total. Default 1. */
    weight,
    ...hookModuleFields,
  }),
  (input: LossInput & Partial<Pick<AgeLossInput, "years">>, { module, options, weight }) => {
    const { task, logits, classes, years, hooks } = input;
    const loss = hooks?.get(module) as OwnLoss | undefined;
    if (!loss)
      throw new InvalidArgumentError(
        `Expected the loss ${module} to be loaded before it is used. Pass totalLoss the map of functions by their modules as hooks.`,
      );
    const sum: unknown = loss({ tf, task, logits, ...classes, ...(years ? { years } : {}) }, options);
    if (!(sum instanceof tf.Tensor) || sum.size !== 1)
      throw new TrainingError(
        `Expected the loss ${module} to return a tensor of one number, the sum over the faces, received ${sum instanceof tf.Tensor ? `one of the shape [${sum.shape.join(", ")}]` : typeof sum}. End it with tf.sum(tf.mul(losses, weights)), using the tf that it is given.`,
      );
    return [[task, tf.reshape(sum, []), weight]];
  },
);

/** A loss of your own, see {@link OwnLoss}. It never sees age bands: their loss is always the likelihood. */
export interface ModuleLoss extends Given<typeof module.schema> {}
