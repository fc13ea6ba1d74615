// Batch and instance normalisation. In training the statistics are the batch's own, and the running
// ones are written at the call, once; in evaluation the running ones are read, and followed.

import { defineComposite } from "../composite";
import { isFloating, scalarTypeName, type TypedArray } from "../dtype";
import { RuntimeError, ValueError } from "../errors";
import { evaluate } from "../evaluate";
import { type Node, source } from "../graph";
import * as kernels from "../kernels/normalize";
import { noGrad } from "../modes";
import { defineOp } from "../op";
import { flag, number, optionalTensor, tensor } from "../params";
import { numel, type Shape, size, wrapDim } from "../shape";
import { Tensor } from "../tensor";
import { dataOf } from "./family";
import { uniform } from "./samples";
import { given, overChannels, perChannel, standardized, throughStatistics } from "./standardize";

const layoutOf = (shape: Shape): kernels.Groups => ({
  outer: shape[0] as number,
  groups: shape[1] as number,
  inner: numel(shape.slice(2)),
});

interface Statistics<T> {
  readonly runningMean: T | null;
  readonly runningVar: T | null;
}

interface Parameters<T> extends Statistics<T> {
  readonly weight: T | null;
  readonly bias: T | null;
}

function check(input: Node, parameters: Parameters<Node>): void {
  const channels = input.shape[wrapDim(1, input.shape.length)] as number;
  const { runningMean, runningVar, weight, bias } = parameters;
  const named = { running_mean: runningMean, running_var: runningVar, weight, bias };
  for (const [word, node] of Object.entries(named)) {
    if (node === null || numel(node.shape) === channels) continue;
    throw new RuntimeError(`${word} should contain ${channels} elements not ${numel(node.shape)}`, {
      parameter: word,
    });
  }
  if (!isFloating(input.dtype)) {
    throw new RuntimeError(`"batch_norm" not implemented for '${scalarTypeName(input.dtype)}'`, {
      parameter: "input",
    });
  }
  if (Object.values(named).some((node) => node !== null && node.dtype !== input.dtype)) {
    throw new RuntimeError(
      `mixed dtype (CPU): expect parameter to have scalar type of ${scalarTypeName(input.dtype)}`,
    );
  }
}

const nativeBatchNorm = defineOp({
  name: "nativeBatchNorm",
  namespace: "internal",
  doc: "Normalises each channel, by the batch's statistics or by those given; scales it.",
  params: [
    tensor("input"),
    optionalTensor("weight"),
    optionalTensor("bias"),
    optionalTensor("runningMean"),
    optionalTensor("runningVar"),
    number("eps"),
  ],
  promote: "none",
  shape: (facts) => {
    check(facts.input, facts);
    return facts.input.shape;
  },
  forward: (out, x, weight, bias) => {
    const [data, from, layout] = [dataOf(out), dataOf(x), layoutOf(x.shape)];
    const [mean, variance] = [given(out.inputs[3] as Node), given(out.inputs[4] as Node)];
    const { eps } = out.args;
    if (mean === null || variance === null) kernels.standardize(data, from, layout, eps);
    else {
      for (let c = 0; c < layout.groups; c++) {
        const scale = 1 / Math.sqrt((variance[c] as number) + eps);
        kernels.standardizeGroup(data, from, layout, c, mean[c] as number, scale);
      }
    }
    kernels.scale(data, given(weight), given(bias), layout.inner);
  },
  backward: {
    input: ({ grad, input, weight, runningVar, facts, eps }) => {
      const { shape } = facts.input;
      const scaled = weight === null ? grad : grad.mul(perChannel(weight, shape.length));
      if (runningVar === null) return throughStatistics(scaled, input, layoutOf(shape), eps);
      return scaled.mul(perChannel(inverse(runningVar, eps), shape.length));
    },
    weight: ({ grad, input, runningMean, runningVar, facts, eps }) => {
      const { shape } = facts.input;
      if (runningMean === null || runningVar === null)
        return overChannels(grad.mul(standardized(input, layoutOf(shape), eps)));
      const centred = input.sub(perChannel(runningMean, shape.length));
      return overChannels(grad.mul(centred)).mul(inverse(runningVar, eps));
    },
    bias: ({ grad }) => overChannels(grad),
    runningMean: null,
    runningVar: null,
  },
  samples: () => [
    [uniform([4, 2]), uniform([2]), uniform([2]), { eps: 1e-5 }],
    [uniform([2, 2, 3]), { eps: 1e-3 }],
    [
      uniform([2, 2, 2]),
      uniform([2]),
      uniform([2]),
      uniform([2]).detach(),
      uniform([2], 0.5, 1).detach(),
      1e-5,
    ],
  ],
});

const inverse = (variance: Tensor, eps: number): Tensor => variance.add(eps).pow(-0.5);

/** Moves the running statistics towards the batch's: a leaf write, made at the call. */
function follow(input: Tensor, running: Statistics<Tensor>, momentum: number): void {
  const { runningMean, runningVar } = running;
  if (runningMean === null && runningVar === null) return;
  const { node } = input;
  evaluate(node);
  if (node.error !== null) throw node.error;
  const layout = layoutOf(node.shape);
  const count = layout.outer * layout.inner;
  const means = new Float64Array(layout.groups);
  const variances = new Float64Array(layout.groups);
  for (let c = 0; c < layout.groups; c++) {
    kernels.measure(node.data as TypedArray, layout, c);
    means[c] = kernels.statistics.mean;
    variances[c] = (kernels.statistics.variance * count) / (count - 1);
  }
  if (runningMean !== null) average(runningMean, means, momentum);
  if (runningVar !== null) average(runningVar, variances, momentum);
}

function average(running: Tensor, latest: Float64Array, momentum: number): void {
  evaluate(running.node);
  const before = running.node.data as TypedArray;
  const after = latest.map((x, c) => momentum * x + (1 - momentum) * (before[c] as number));
  noGrad(() => running.copy_(new Tensor(source(after, size(running.shape), "float64"))));
}

const params = [
  tensor("input"),
  optionalTensor("runningMean"),
  optionalTensor("runningVar"),
  optionalTensor("weight"),
  optionalTensor("bias"),
] as const;

export const batchNorm = defineComposite({
  name: "batchNorm",
  namespace: "nn.functional",
  doc: "Normalises each channel of (N, C, …): in training by the batch's statistics, writing the running ones, else by the running ones.",
  params: [...params, flag("training", false), number("momentum", 0.1), number("eps", 1e-5)],
  compose: ({ input, training, momentum, eps, ...rest }): Tensor => {
    const { runningMean, runningVar, weight, bias } = rest;
    const context = { op: "batchNorm" };
    if (training && input.ndim > 0 && input.size(0) * numel(input.shape.slice(2)) === 1) {
      throw new ValueError(
        `Expected more than 1 value per channel when training, got input size ${input.shape}`,
        { ...context, parameter: "input" },
      );
    }
    refuseGradients(rest);
    if (!training) {
      const missing = runningMean === null ? "mean" : runningVar === null ? "var" : null;
      if (missing !== null) {
        throw new RuntimeError(`running_${missing} must be defined in evaluation mode`, context);
      }
      return nativeBatchNorm(input, weight, bias, runningMean, runningVar, eps);
    }
    check(input.node, {
      runningMean: runningMean?.node ?? null,
      runningVar: runningVar?.node ?? null,
      weight: weight?.node ?? null,
      bias: bias?.node ?? null,
    });
    if (input.numel() === 0) return input.clone();
    const result = nativeBatchNorm(input, weight, bias, { eps });
    follow(input, rest, momentum);
    return result;
  },
  samples: () => [
    [uniform([4, 2]), null, null, uniform([2]), uniform([2]), { training: true }],
    [uniform([2, 2, 3]), { training: true }],
  ],
});

function refuseGradients({ runningMean, runningVar }: Statistics<Tensor>): void {
  for (const [word, t] of Object.entries({ running_mean: runningMean, running_var: runningVar })) {
    if (!t?.requiresGrad) continue;
    throw new RuntimeError(
      `The function 'native_batch_norm' is not differentiable with respect to argument '${word}'. This input cannot have requires_grad True.`,
      { op: "batchNorm", parameter: word },
    );
  }
}

/** A vector per channel, repeated for each sample. */
const repeated = (t: Tensor | null, samples: number): Tensor | null =>
  t === null ? null : t.unsqueeze(0).expand([samples, t.numel()]).reshape([-1]);

export const instanceNorm = defineComposite({
  name: "instanceNorm",
  namespace: "nn.functional",
  doc: "Normalises each channel of each sample of (N, C, …) by its own statistics, or by the running ones.",
  params: [...params, flag("useInputStats", true), number("momentum", 0.1), number("eps", 1e-5)],
  compose: ({ input, useInputStats, momentum, eps, ...rest }): Tensor => {
    const { runningMean, runningVar, weight, bias } = rest;
    if (useInputStats && numel(input.shape.slice(2)) === 1) {
      throw new ValueError(
        `Expected more than 1 spatial element when training, got input size ${input.shape}`,
        { op: "instanceNorm", parameter: "input" },
      );
    }
    if (!useInputStats && (runningMean === null || runningVar === null)) {
      throw new RuntimeError(
        "Expected running_mean and running_var to be defined when use_input_stats is false",
        { op: "instanceNorm" },
      );
    }
    const [samples, channels] = [input.size(0), input.size(1)];
    const means = repeated(runningMean, samples)?.snapshot() ?? null;
    const variances = repeated(runningVar, samples)?.snapshot() ?? null;
    const normalized = batchNorm(
      input.reshape([1, samples * channels, ...input.shape.slice(2)]),
      useInputStats ? means : repeated(runningMean, samples),
      useInputStats ? variances : repeated(runningVar, samples),
      repeated(weight, samples),
      repeated(bias, samples),
      useInputStats,
      momentum,
      eps,
    );
    if (useInputStats) {
      writeMean(runningMean, means, samples);
      writeMean(runningVar, variances, samples);
    }
    return normalized.view(input.shape);
  },
  samples: () => [[uniform([2, 2, 3]), { weight: uniform([2]), bias: uniform([2]) }]],
});

/** Writes the samples' running statistics back, averaged. */
function writeMean(running: Tensor | null, each: Tensor | null, samples: number): void {
  if (running === null || each === null) return;
  noGrad(() => running.copy_(each.reshape([samples, -1]).mean(0)));
}
