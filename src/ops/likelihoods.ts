// Negative log likelihoods of other distributions than the categorical one, and the losses for several
// labels at once. Composed as PyTorch composes them.

import { defineComposite } from "../composite";
import { ValueError } from "../errors";
import { evaluate } from "../evaluate";
import { flag, number, optionalTensor, tensor } from "../params";
import { sameShape } from "../shape";
import type { Tensor } from "../tensor";
import { logsigmoid } from "./activations";
import { dataOf } from "./family";
import { where } from "./logic";
import { reduction } from "./losses";
import { reduceLoss } from "./robustLosses";
import { uniform } from "./samples";

export const poissonNllLoss = defineComposite({
  name: "poissonNllLoss",
  namespace: "nn.functional",
  doc: "exp(input) - target · input for a log rate, input - target · log(input + eps) for a rate; full adds Stirling's term.",
  params: [
    tensor("input"),
    tensor("target"),
    flag("logInput", true),
    flag("full", false),
    number("eps", 1e-8),
    reduction,
  ],
  compose: ({ input, target, logInput, full, eps, reduction }): Tensor => {
    const each = logInput
      ? input.exp().sub(target.mul(input))
      : input.sub(target.mul(input.add(eps).log()));
    if (!full) return reduceLoss(each, reduction);
    const stirling = target
      .mul(target.log())
      .sub(target)
      .add(
        target
          .mul(2 * Math.PI)
          .log()
          .mul(0.5),
      );
    return reduceLoss(each.add(where(target.le(1), 0, stirling)), reduction);
  },
  samples: () => [
    [uniform([2, 3]), uniform([2, 3], 0, 4).detach()],
    [uniform([4], 0.5, 2), uniform([4], 1.5, 4).detach(), { logInput: false, full: true }],
  ],
});

export const gaussianNllLoss = defineComposite({
  name: "gaussianNllLoss",
  namespace: "nn.functional",
  doc: "(log var + (input - target)² / var) / 2, with var kept above eps without a gradient; full adds log √2π.",
  params: [
    tensor("input"),
    tensor("target"),
    tensor("var"),
    flag("full", false),
    number("eps", 1e-6),
    reduction,
  ],
  compose: ({ input, target, var: given, full, eps, reduction }): Tensor => {
    const variance = fitVariance(input, given);
    // What lies below eps is raised to it as a constant: the gradient is that of the value itself.
    const short = variance.detach().neg().add(eps);
    const kept = variance.add(where(short.gt(0), short, 0));
    const each = kept.log().add(input.sub(target).pow(2).div(kept)).mul(0.5);
    return reduceLoss(full ? each.add(0.5 * Math.log(2 * Math.PI)) : each, reduction);
  },
  samples: () => [
    [uniform([2, 3]), uniform([2, 3]), uniform([2, 3], 0.5, 2)],
    [uniform([2, 3]), uniform([2, 3]), uniform([2], 0.5, 2), { full: true, reduction: "none" }],
  ],
});

/** A variance per sample may do without the last dimension. */
function fitVariance(input: Tensor, variance: Tensor): Tensor {
  const context = { op: "gaussianNllLoss", parameter: "var" };
  const [x, v] = [input.shape, variance.shape];
  const perSample = sameShape(x.slice(0, -1), v);
  const single = sameShape(x.slice(0, -1), v.slice(0, -1)) && v[v.length - 1] === 1;
  if (!sameShape(x, v) && !perSample && !single)
    throw new ValueError("var is of incorrect size", context);
  evaluate(variance.node);
  if (variance.node.error !== null) throw variance.node.error;
  if (dataOf(variance.node).some((x: number) => x < 0)) {
    throw new ValueError("var has negative entry/entries", context);
  }
  return !sameShape(x, v) && perSample ? variance.unsqueeze(-1) : variance;
}

export const multilabelSoftMarginLoss = defineComposite({
  name: "multilabelSoftMarginLoss",
  readsSizes: true,
  namespace: "nn.functional",
  doc: "The mean over classes of binary cross entropies between sigmoid(input) and target.",
  params: [tensor("input"), tensor("target"), optionalTensor("weight"), reduction],
  compose: ({ input, target, weight, reduction }): Tensor => {
    const each = target
      .mul(logsigmoid(input))
      .add(target.neg().add(1).mul(logsigmoid(input.neg())))
      .neg();
    const weighted = weight === null ? each : each.mul(weight);
    const classes = input.size(-1);
    return reduceLoss(weighted.sum(input.ndim - 1).div(classes), reduction);
  },
  samples: () => [[uniform([2, 3]), uniform([2, 3], 0, 1), uniform([3], 0.5, 1)]],
});
