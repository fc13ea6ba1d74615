// Losses between probabilities: Kullback-Leibler divergence, binary cross entropy.

import { defineComposite } from "../composite";
import { scalarTypeName } from "../dtype";
import { RuntimeError, ValueError } from "../errors";
import { evaluate } from "../evaluate";
import { absent, type Node } from "../graph";
import { defineOp } from "../op";
import { choice, flag, optionalTensor, tensor } from "../params";
import { numel, sameShape } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { lossShape, reduceInto, reduction, weightOf } from "./losses";
import { floatingOnly } from "./refusals";
import { reduceLoss, refuseGradient } from "./robustLosses";
import { uniform } from "./samples";

export const klDiv = defineComposite({
  name: "klDiv",
  readsSizes: true,
  namespace: "nn.functional",
  doc: "The divergence target (log target - input), with log probabilities as input; logTarget says that target is one too.",
  params: [
    tensor("input"),
    tensor("target"),
    choice("reduction", ["none", "batchmean", "sum", "mean"], "mean"),
    flag("logTarget", false),
  ],
  compose: ({ input, target, reduction, logTarget }): Tensor => {
    const each = logTarget
      ? target.exp().mul(target.sub(input))
      : target.xlogy(target).sub(target.mul(input));
    if (reduction === "batchmean") return each.sum().div(input.size(0));
    return reduceLoss(each, reduction);
  },
  samples: () => [
    [uniform([2, 3]), uniform([2, 3], 0.1, 1), { reduction: "batchmean" }],
    [uniform([2, 3]), uniform([3]), { logTarget: true }],
  ],
});

/** PyTorch keeps logarithms of probabilities above this. */
const lowest = -100;

/** And divides by a variance of at least this: a float32 literal in its source. */
const leastVariance = Math.fround(1e-12);

function checkProbabilities(input: Node): void {
  const data = dataOf(input);
  for (let i = 0; i < data.length; i++) {
    const p = data[i] as number;
    if (!(p >= 0 && p <= 1))
      throw new RuntimeError("all elements of input should be between 0 and 1");
  }
}

const logOf = (p: Tensor): Tensor => p.log().clamp({ min: lowest });

const crossEntropyOf = defineOp({
  name: "binaryCrossEntropy",
  namespace: "internal",
  doc: "-(target log input + (1 - target) log(1 - input)), weighted, reduced.",
  params: [tensor("input"), tensor("target"), optionalTensor("weight"), reduction],
  promote: "none",
  shape: ({ input, target, weight, reduction }) => {
    refuseGradient("binary_cross_entropy", "weight", weight);
    if (target.dtype !== input.dtype) {
      throw new RuntimeError(
        `Found dtype ${scalarTypeName(target.dtype)} but expected ${scalarTypeName(input.dtype)}`,
        { parameter: "target" },
      );
    }
    return lossShape(input.shape, reduction);
  },
  dtype: floatingOnly("binary_cross_entropy"),
  forward: (out, input, target, weight) => {
    checkProbabilities(input);
    const [x, y] = [dataOf(input), dataOf(target)];
    const w = weight === absent ? null : dataOf(weight);
    reduceInto(out, x.length, out.args.reduction, (i) => {
      const [p, t] = [x[i] as number, y[i] as number];
      const loss = (t - 1) * Math.max(Math.log1p(-p), lowest) - t * Math.max(Math.log(p), lowest);
      return w === null ? loss : loss * (w[i] as number);
    });
  },
  // dp = (p - t) / (p (1 - p)),  dt = log(1 - p) - log p
  backward: {
    input: ({ grad, input, target, weight, facts, reduction }) => {
      const variance = input.mul(input.neg().add(1)).clamp({ min: leastVariance });
      const slope = input
        .sub(target)
        .div(variance)
        .mul(weightOf(facts.input.shape, reduction))
        .mul(grad);
      return weight === null ? slope : slope.mul(weight);
    },
    target: ({ grad, input, weight, facts, reduction }) => {
      const slope = logOf(input.neg().add(1))
        .sub(logOf(input))
        .mul(weightOf(facts.input.shape, reduction))
        .mul(grad);
      return weight === null ? slope : slope.mul(weight);
    },
    weight: null,
  },
  samples: () => [
    [uniform([2, 3], 0.1, 0.9), uniform([2, 3], 0, 1)],
    [uniform([4], 0.1, 0.9), uniform([4], 0, 1), uniform([4]).detach(), "none"],
  ],
});

export const binaryCrossEntropy = defineComposite({
  name: "binaryCrossEntropy",
  namespace: "nn.functional",
  doc: "Binary cross entropy between probabilities and targets; logarithms are kept above -100.",
  params: [tensor("input"), tensor("target"), optionalTensor("weight"), reduction],
  compose: ({ input, target, weight, reduction }): Tensor => {
    if (!sameShape(input.shape, target.shape)) {
      throw new ValueError(
        `Using a target size (${target.shape}) that is different to the input size (${input.shape}) is deprecated. Please ensure they have the same size.`,
        { op: "binaryCrossEntropy", parameter: "target" },
      );
    }
    const spread = weight !== null && numel(weight.shape) !== target.numel();
    const loss = crossEntropyOf(
      input,
      target,
      spread ? weight.expand(target.shape) : weight,
      reduction,
    );
    evaluate(input.node);
    if (input.node.error !== null) throw input.node.error;
    checkProbabilities(input.node);
    return loss;
  },
  samples: () => [[uniform([2, 3], 0.1, 0.9), uniform([2, 3], 0, 1)]],
});
