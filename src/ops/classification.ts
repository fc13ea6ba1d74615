// Classification losses: negative log likelihood, cross entropy.

import { defineComposite } from "../composite";
import { isFloating, scalarTypeName, type TypedArray } from "../dtype";
import { IndexError, RuntimeError, ValueError } from "../errors";
import { evaluate } from "../evaluate";
import { absent, type Node } from "../graph";
import { defineOp } from "../op";
import { int, number, optionalTensor, sizes, tensor } from "../params";
import { list, numel, type Shape, type Size, sameShape, size } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { lossShape, type Reduction, reduction } from "./losses";
import { integers, uniform } from "./samples";

/** Input [N, C, d…] (or [C]) seen as samples × classes × positions. */
function layout(shape: Shape): { samples: number; classes: number; positions: number } {
  if (shape.length === 1) return { samples: 1, classes: shape[0] as number, positions: 1 };
  return {
    samples: shape[0] as number,
    classes: shape[1] as number,
    positions: numel(shape.slice(2)),
  };
}

function checkTarget(input: Shape, target: Shape): void {
  if (input.length === 0 || input.length === 1) {
    if (target.length !== 0) {
      throw new RuntimeError(`0D or 1D target tensor expected, multi-target not supported`);
    }
    return;
  }
  if (input[0] !== target[0]) {
    throw new ValueError(
      `Expected input batch_size (${input[0]}) to match target batch_size (${target[0] ?? 1}).`,
    );
  }
  const expected = [input[0], ...input.slice(2)] as number[];
  if (!sameShape(target, expected)) {
    throw new RuntimeError(`Expected target size ${list(expected)}, got ${list(target)}`);
  }
}

/** Calls `visit(k, at, class)` for each target: its position, that of its log probability, its class. */
function eachTarget(
  shape: Shape,
  target: TypedArray,
  ignored: number,
  visit: (k: number, at: number, cls: number) => void,
): void {
  const { samples, classes, positions } = layout(shape);
  for (let n = 0; n < samples; n++) {
    for (let p = 0; p < positions; p++) {
      const k = n * positions + p;
      const cls = target[k] as number;
      if (cls === ignored) continue;
      if (cls < 0 || cls >= classes) throw new IndexError(`Target ${cls} is out of bounds.`);
      visit(k, (n * classes + cls) * positions + p, cls);
    }
  }
}

const totalWeight = (
  shape: Shape,
  target: TypedArray,
  weight: TypedArray | null,
  ignored: number,
): number => {
  let total = 0;
  eachTarget(shape, target, ignored, (_k, _at, cls) => {
    total += weight === null ? 1 : (weight[cls] as number);
  });
  return total;
};

const nllParams = [
  tensor("input"),
  tensor("target"),
  optionalTensor("weight"),
  int("ignoreIndex", -100),
  reduction,
] as const;

const weights = (weight: Node): TypedArray | null => (weight === absent ? null : dataOf(weight));

/** PyTorch has a kernel for images; other positions are viewed as images, and losses viewed back. */
function gradFn(rank: number, how: Reduction): string {
  if (rank <= 2) return "NllLossBackward0";
  return rank === 4 || how !== "none" ? "NllLoss2DBackward0" : "ViewBackward0";
}

export const nllLoss = defineOp({
  name: "nllLoss",
  namespace: "nn.functional",
  gradFn: ({ input, reduction }) => gradFn(input.shape.length, reduction),
  doc: "Minus the log probability (input) of the target class, averaged by weight.",
  params: nllParams,
  promote: "none",
  shape: ({ input, target, reduction }) => {
    if (isFloating(target.dtype)) {
      throw new RuntimeError(
        `expected scalar type Long but found ${scalarTypeName(target.dtype)}`,
        { parameter: "target" },
      );
    }
    checkTarget(input.shape, target.shape);
    return lossShape(target.shape, reduction);
  },
  forward: (out, input, target, weight) => {
    const { ignoreIndex, reduction } = out.args;
    const [data, x, y, w] = [dataOf(out), dataOf(input), dataOf(target), weights(weight)];
    let total = 0;
    if (reduction === "none") data.fill(0);
    eachTarget(input.shape, y, ignoreIndex, (k, at, cls) => {
      const loss = -(x[at] as number) * (w === null ? 1 : (w[cls] as number));
      if (reduction === "none") data[k] = loss;
      else total += loss;
    });
    if (reduction === "sum") data[0] = total;
    if (reduction === "mean") data[0] = total / totalWeight(input.shape, y, w, ignoreIndex);
  },
  // nll is linear in the log probabilities: its derivative is a placement of grad
  backward: {
    input: ({ grad, target, weight, facts, ignoreIndex, reduction }) =>
      nllLossBackward(grad, target, { weight, shape: facts.input.shape, ignoreIndex, reduction }),
    target: null,
    weight: null,
  },
  samples: () => [
    [uniform([3, 4]), integers([3], 4)],
    [uniform([2, 3, 2]), integers([2, 2], 3), { reduction: "sum" }],
    [uniform([4]), integers([], 4)],
    [uniform([3, 4]), integers([3], 4), { reduction: "none" }],
  ],
});

interface Placement {
  readonly weight: Tensor | null;
  readonly shape: Size;
  readonly ignoreIndex: number;
  readonly reduction: Reduction;
}

const nllLossBackward: (cotangent: Tensor, target: Tensor, how: Placement) => Tensor = defineOp({
  name: "nllLossBackward",
  namespace: "internal",
  doc: "The derivative of nllLoss with respect to its input.",
  params: [
    tensor("cotangent"),
    tensor("target"),
    optionalTensor("weight"),
    sizes("shape"),
    int("ignoreIndex"),
    reduction,
  ],
  promote: "none",
  shape: ({ shape }) => size(shape),
  forward: (out, g, target, weight) => {
    const { shape, ignoreIndex, reduction } = out.args;
    const [data, cotangent, y, w] = [dataOf(out), dataOf(g), dataOf(target), weights(weight)];
    const scale = reduction === "mean" ? 1 / totalWeight(shape, y, w, ignoreIndex) : 1;
    data.fill(0);
    eachTarget(shape, y, ignoreIndex, (k, at, cls) => {
      const gk = (reduction === "none" ? cotangent[k] : cotangent[0]) as number;
      data[at] = -gk * scale * (w === null ? 1 : (w[cls] as number));
    });
  },
  backward: {
    cotangent: ({ grad, target, weight, ignoreIndex, reduction }) =>
      nllLoss(grad, target, { weight, ignoreIndex, reduction }),
    target: null,
    weight: null,
  },
  samples: () => [
    [uniform([]), integers([3], 4), { shape: [3, 4], ignoreIndex: -100, reduction: "mean" }],
  ],
});

/** Numbers are float32 here, so class indices are easily taken for probabilities. */
const notProbabilities = (input: Shape, target: Shape): RuntimeError =>
  new RuntimeError(
    `crossEntropy: a floating target holds probabilities, of shape ${list(input)}, got ${list(target)}; class indices are integers: tensor([…], { dtype: "int64" })`,
    { parameter: "target" },
  );

export const crossEntropy = defineComposite({
  name: "crossEntropy",
  readsSizes: true,
  namespace: "nn.functional",
  doc: "Cross entropy between logits and target classes, or target probabilities.",
  params: [
    tensor("input"),
    tensor("target"),
    optionalTensor("weight"),
    int("ignoreIndex", -100),
    reduction,
    number("labelSmoothing", 0),
  ],
  compose: ({ input, target, weight, ignoreIndex, reduction, labelSmoothing }): Tensor => {
    const classDim = input.ndim === 1 ? 0 : 1;
    const logs = input.logSoftmax(classDim);
    if (isFloating(target.dtype)) {
      if (!sameShape(target.shape, input.shape)) throw notProbabilities(input.shape, target.shape);
      return fromProbabilities(logs, target, weight, reduction, labelSmoothing, classDim);
    }
    checkTarget(input.shape, target.shape);
    checkClasses(input.shape, target, ignoreIndex);
    const nll = nllLoss(logs, target, { weight, ignoreIndex, reduction });
    if (labelSmoothing === 0) return nll;
    // (1 - ε) nll + ε/C · the loss against the uniform distribution
    const classes = input.shape[classDim] as number;
    const weighted = weight === null ? logs : logs.mul(alongClasses(weight, input.ndim));
    const weightOfTargets = () =>
      nllLoss(alongClasses(weight as Tensor, input.ndim).expand(input.shape), target, {
        ignoreIndex,
        reduction: "sum",
      }).neg();
    const kept = target.ne(ignoreIndex);
    const even = weighted.sum(classDim).neg().maskedFill(kept.logicalNot(), 0);
    const smooth =
      reduction === "none"
        ? even
        : reduction === "sum"
          ? even.sum()
          : even.sum().div(weight === null ? kept.sum() : weightOfTargets());
    return nll.mul(1 - labelSmoothing).add(smooth.mul(labelSmoothing / classes));
  },
  samples: () => [
    [uniform([3, 4]), integers([3], 4)],
    [uniform([3, 4]), uniform([3, 4], 0, 1)],
    [uniform([3, 4]), integers([3], 4), { reduction: "sum", labelSmoothing: 0.1 }],
  ],
});

const alongClasses = (weight: Tensor, rank: number): Tensor =>
  rank <= 2 ? weight : weight.reshape([-1, ...new Array<number>(rank - 2).fill(1)]);

/** Class indices are checked at the call, as in PyTorch; a later write is checked when it is read. */
function checkClasses(shape: Shape, target: Tensor, ignoreIndex: number): void {
  const { node } = target;
  evaluate(node);
  if (node.error !== null) throw node.error;
  eachTarget(shape, dataOf(node), ignoreIndex, () => {});
}

function fromProbabilities(
  logs: Tensor,
  target: Tensor,
  weight: Tensor | null,
  how: Reduction,
  smoothing: number,
  classDim: number,
): Tensor {
  const classes = logs.shape[classDim] as number;
  const soft = smoothing === 0 ? target : target.mul(1 - smoothing).add(smoothing / classes);
  const weighted = weight === null ? logs : logs.mul(alongClasses(weight, logs.ndim));
  const products = weighted.mul(soft);
  if (how === "none") return products.sum(classDim).neg();
  const total = products.sum().neg();
  return how === "sum" ? total : total.div(Math.max(1, logs.numel() / classes));
}
