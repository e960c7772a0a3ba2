import type { CompleteOptimiser } from "./optimiser-options";
import type { UpdateRule } from "./update-rule";

export function rmspropRule(
  length: number,
  { decay, momentum, epsilon, centered }: CompleteOptimiser<"rmsprop">,
): UpdateRule {
  const meanSquare = new Float32Array(length);
  const velocity = new Float32Array(length);
  const meanGradient = new Float32Array(centered ? length : 0);
  return {
    state: centered ? { meanSquare, velocity, meanGradient } : { meanSquare, velocity },
    apply(values, { gradient, scale, learningRate, begin, end }) {
      for (let index = begin; index < end; index++) {
        const g = gradient[index]! * scale;
        const square = decay * meanSquare[index]! + (1 - decay) * g * g;
        meanSquare[index] = square;
        let measure = square + epsilon;
        if (centered) {
          const mean = decay * meanGradient[index]! + (1 - decay) * g;
          meanGradient[index] = mean;
          // tfjs subtracts epsilon here, which fails where all gradients are equal; it belongs on the other side.
          measure = Math.max(square - mean * mean, 0) + epsilon;
        }
        const v = momentum * velocity[index]! + (learningRate * g) / Math.sqrt(measure);
        velocity[index] = v;
        values[index]! -= v;
      }
    },
  };
}

export function adagradRule(length: number, { initialAccumulator }: CompleteOptimiser<"adagrad">): UpdateRule {
  const sumOfSquares = new Float32Array(length).fill(initialAccumulator);
  return {
    state: { sumOfSquares },
    apply(values, { gradient, scale, learningRate, begin, end }) {
      for (let index = begin; index < end; index++) {
        const g = gradient[index]! * scale;
        const sum = sumOfSquares[index]! + g * g;
        sumOfSquares[index] = sum;
        values[index]! -= (learningRate * g) / Math.sqrt(sum + 1e-7);
      }
    },
  };
}

export function adadeltaRule(length: number, { rho, epsilon }: CompleteOptimiser<"adadelta">): UpdateRule {
  const meanSquare = new Float32Array(length);
  const meanSquaredStep = new Float32Array(length);
  return {
    state: { meanSquare, meanSquaredStep },
    apply(values, { gradient, scale, learningRate, begin, end }) {
      for (let index = begin; index < end; index++) {
        const g = gradient[index]! * scale;
        // tfjs divides by the mean before this gradient, where Zeiler's algorithm takes the one after.
        const step = Math.sqrt((meanSquaredStep[index]! + epsilon) / (meanSquare[index]! + epsilon)) * g;
        meanSquare[index] = rho * meanSquare[index]! + (1 - rho) * g * g;
        meanSquaredStep[index] = rho * meanSquaredStep[index]! + (1 - rho) * step * step;
        values[index]! -= learningRate * step;
      }
    },
  };
}
