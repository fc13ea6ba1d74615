// Dropout in its forms, and Gumbel softmax: what draws random numbers in a forward pass. They are
// drawn at the call, from PyTorch's stream, and stay when an input changes.

import { defineComposite } from "../composite";
import { allocate } from "../dtype";
import { ValueError } from "../errors";
import { source } from "../graph";
import { flag, int, number, tensor } from "../params";
import { defaultGenerator, fillBernoulli, fillExponential } from "../random";
import { numel, type Shape, size, wrapDim } from "../shape";
import { Tensor } from "../tensor";
import { uniform } from "./samples";

/** A constant drawn now: of shape `shape`, in the dtype of `like`. */
function drawn(
  like: Tensor,
  shape: Shape,
  draw: (data: ReturnType<typeof allocate>) => void,
): Tensor {
  const data = allocate(like.dtype, numel(shape));
  draw(data);
  return new Tensor(source(data, size(shape), like.dtype));
}

function checkProbability(op: string, p: number): void {
  if (p >= 0 && p <= 1) return;
  throw new ValueError(`dropout probability has to be between 0 and 1, but got ${p}`, {
    op,
    parameter: "p",
  });
}

/** 0 with probability `p`, else 1 / (1 - p). */
function noise(like: Tensor, shape: Shape, p: number): Tensor {
  return drawn(like, shape, (data) => {
    fillBernoulli(defaultGenerator, data, 1 - p);
    for (let i = 0; i < data.length; i++) data[i] = (data[i] as number) / (1 - p);
  });
}

const zero = (like: Tensor): Tensor => drawn(like, [], () => {});

interface Given {
  readonly input: Tensor;
  readonly p: number;
  readonly training: boolean;
  readonly inplace: boolean;
}

/** Multiplies by noise that is the same for all elements of one entry of `shape`. */
function drop(op: string, { input, p, training, inplace }: Given, shape: Shape): Tensor {
  checkProbability(op, p);
  if (p === 0 || !training || input.numel() === 0) return input;
  const factor = p === 1 ? zero(input) : noise(input, shape, p);
  return inplace ? input.mul_(factor) : input.mul(factor);
}

const params = [
  tensor("input"),
  number("p", 0.5),
  flag("training", true),
  flag("inplace", false),
] as const;

/** Nothing is drawn in these samples: what is checked is the rest. */
const samples = (shape: readonly number[]) => () => [
  [uniform(shape), { training: false }],
  [uniform(shape), { p: 1 }],
];

export const dropout = defineComposite({
  name: "dropout",
  namespace: "nn.functional",
  doc: "In training, each element is 0 with probability p, else divided by 1 - p; drawn at the call.",
  params,
  compose: (given): Tensor => drop("dropout", given, given.input.shape),
  samples: samples([2, 3]),
});

/** Whole channels of (N, C, …) at once. */
const channelsOf = (t: Tensor): Shape => t.shape.map((n, d) => (d < 2 ? n : 1));

export const dropout1d = defineComposite({
  name: "dropout1d",
  namespace: "nn.functional",
  doc: "Dropout of whole channels of (N, C, L) or (C, L).",
  params,
  compose: (given): Tensor => {
    if (given.input.ndim !== 2) return drop("dropout1d", given, channelsOf(given.input));
    const input = given.input.unsqueeze(0);
    return drop("dropout1d", { ...given, input }, channelsOf(input)).squeeze(0);
  },
  samples: samples([2, 3, 4]),
});

export const dropout2d = defineComposite({
  name: "dropout2d",
  namespace: "nn.functional",
  doc: "Dropout of whole channels of (N, C, H, W).",
  params,
  compose: (given): Tensor => drop("dropout2d", given, channelsOf(given.input)),
  samples: samples([2, 3, 2, 2]),
});

/** SELU's limit towards -∞, negated: what alpha dropout drops to. */
const alpha = 1.7580993408473766;

export const alphaDropout = defineComposite({
  name: "alphaDropout",
  namespace: "nn.functional",
  doc: "Dropout to SELU's lower limit, scaled so that mean and variance are kept.",
  params: [tensor("input"), number("p", 0.5), flag("training", false), flag("inplace", false)],
  compose: ({ input, p, training, inplace }): Tensor => {
    checkProbability("alphaDropout", p);
    if (p === 0 || !training || input.numel() === 0) return input;
    if (p === 1) return inplace ? input.mul_(zero(input)) : input.mul(zero(input));
    const kept = drawn(input, input.shape, (data) => fillBernoulli(defaultGenerator, data, 1 - p));
    const scale = 1 / Math.sqrt((alpha * alpha * p + 1) * (1 - p));
    const shift = kept
      .sub(1)
      .mul(alpha * scale)
      .add(alpha * scale * p);
    const factor = kept.mul(scale);
    return inplace ? input.mul_(factor).add_(shift) : input.mul(factor).add(shift);
  },
  samples: samples([2, 3]),
});

export const gumbelSoftmax = defineComposite({
  name: "gumbelSoftmax",
  namespace: "nn.functional",
  doc: "A sample of a relaxed categorical distribution, drawn at the call; hard gives one-hot vectors with the soft gradient.",
  params: [
    tensor("logits"),
    number("tau", 1),
    flag("hard", false),
    number("eps", 1e-10),
    int("dim", -1),
  ],
  compose: ({ logits, tau, hard, dim }): Tensor => {
    const gumbels = drawn(logits, logits.shape, (data) => {
      fillExponential(defaultGenerator, data, 1, logits.dtype);
      for (let i = 0; i < data.length; i++) data[i] = -Math.log(data[i] as number);
    });
    const soft = logits.add(gumbels).div(tau).softmax(dim);
    if (!hard) return soft;
    // One where the largest is; its gradient is that of the soft sample.
    const along = wrapDim(dim, soft.ndim);
    const positions = drawn(
      soft,
      soft.shape.map((n, d) => (d === along ? n : 1)),
      (data) => {
        for (let i = 0; i < data.length; i++) data[i] = i;
      },
    );
    const largest = positions.eq(soft.detach().argmax(along, true)).to(soft.dtype);
    return largest.sub(soft.detach()).add(soft);
  },
  // One category: the same whatever is drawn.
  samples: () => [[uniform([3, 1])], [uniform([1, 2]), { tau: 0.5, hard: true, dim: 0 }]],
});
