// nn.functional beyond values and derivatives: what is written at the call, what stays drawn, what
// follows later writes, and PyTorch's words for arguments that do not fit. The messages were taken
// from PyTorch 1.13.

import { describe, expect, it } from "vitest";
import { manualSeed, nn, noGrad, ones, randn, type Tensor, tensor, zeros } from "../../src/index";
import { type RecordedTensor, recordedCases } from "../torch/cases";
import { leafOf, type OpCase } from "../torch/op-case";

const F = nn.functional;
const indices = (...values: number[]) => tensor(values, { dtype: "int64" });

describe("running statistics", () => {
  const trained = recordedCases<OpCase & { mutated?: Record<string, RecordedTensor> }>("nn").filter(
    ({ op, mutated }) => op === "nn.functional.batch_norm" && mutated !== undefined,
  );

  it.each(trained.map((recorded) => [recorded.id, recorded] as const))("%s", (_, recorded) => {
    const [input, mean, variance, weight, bias] = recorded.inputs.map((t) =>
      leafOf(t, t.dtype),
    ) as [Tensor, Tensor, Tensor, Tensor, Tensor];
    F.batchNorm(input, mean, variance, { weight, bias, training: true });
    for (const [i, after] of Object.entries(recorded.mutated ?? {})) {
      const values = ([input, mean, variance][Number(i)] as Tensor).toTypedArray();
      after.data.forEach((x, k) => {
        expect(values[k]).toBeCloseTo(Number(x), 12);
      });
    }
  });

  it("are written once, at the call, and followed in evaluation", () => {
    const input = tensor([[1], [3]]);
    const [mean, variance] = [zeros(1), ones(1)];
    const trainedOn = F.batchNorm(input, mean, variance, { training: true, momentum: 0.5 });
    expect([mean.item(), variance.item()]).toEqual([1, 1.5]);
    input.set([[10], [30]]);
    expect(trainedOn.tolist()).toEqual([[-1], [1]].map(([x]) => [expect.closeTo(x as number, 5)]));
    expect(mean.item()).toBe(1);
    const evaluated = F.batchNorm(tensor([[2]]), mean, variance, { eps: 0 });
    mean.set([2]);
    expect(evaluated.tolist()).toEqual([[0]]);
  });

  it("of instances are averaged over the batch", () => {
    const input = tensor([[[1, 3]], [[5, 7]]]);
    const [mean, variance] = [zeros(1), zeros(1)];
    F.instanceNorm(input, mean, variance, { momentum: 1 });
    expect([mean.item(), variance.item()]).toEqual([4, 2]);
  });
});

describe("what is drawn", () => {
  it("comes from PyTorch's stream and stays", () => {
    manualSeed(0);
    const x = ones(3, 4);
    const y = F.dropout(x, 0.4);
    const first = y.tolist();
    x.set(2);
    expect((y.tolist() as number[][]).flat()).toEqual(
      (first as number[][]).flat().map((v) => 2 * v),
    );
    expect(new Set((first as number[][]).flat())).toEqual(new Set([0, Math.fround(1 / 0.6)]));
  });

  it("is nothing in evaluation, and then the input itself is returned", () => {
    const x = randn(3);
    expect(F.dropout(x, 0.5, false)).toBe(x);
    expect(F.dropout(x, 0)).toBe(x);
  });

  it("is one-hot for a hard Gumbel softmax, with a gradient", () => {
    const logits = tensor([[1, 2, 3]], { requiresGrad: true });
    const sample = F.gumbelSoftmax(logits, { hard: true });
    expect((sample.tolist() as number[][])[0]?.toSorted()).toEqual([0, 0, 1]);
    sample
      .mul(tensor([[1, 2, 3]]))
      .sum()
      .backward();
    expect(logits.grad).not.toBeNull();
  });
});

describe("later writes", () => {
  it("move the maximum of a pool, and its gradient", () => {
    const x = tensor([[[1, 2, 3, 4]]], { requiresGrad: true });
    const [values, at] = F.maxPool1d(x, 2, { returnIndices: true });
    x.setAt([0, 0, 0], 9);
    expect([values.tolist(), at.tolist()]).toEqual([[[[9, 4]]], [[[0, 3]]]]);
    values.sum().backward();
    expect(x.grad?.tolist()).toEqual([[[1, 0, 0, 1]]]);
  });

  it("of an index look up another row, or are refused at the read", () => {
    const at = indices(0);
    const rows = F.embedding(
      at,
      tensor([
        [1, 2],
        [3, 4],
      ]),
    );
    at.set([1]);
    expect(rows.tolist()).toEqual([[3, 4]]);
    at.set([2]);
    expect(() => rows.tolist()).toThrow("index out of range in self");
  });

  it("shorten rows that are too long at the call only", () => {
    const weight = tensor([
      [3, 4],
      [6, 8],
    ]);
    F.embedding(indices(0), weight, { maxNorm: 1 });
    const [first, second] = weight.tolist() as number[][];
    expect(first?.[0]).toBeCloseTo(0.6, 5);
    expect(second).toEqual([6, 8]);
  });
});

describe("attention", () => {
  const [q, k, v] = [randn(2, 4, 3), randn(2, 4, 3), randn(2, 4, 3)];

  it("that is causal shows the first position itself", () => {
    const result = F.scaledDotProductAttention(q, k, v, { isCausal: true });
    const first = (t: Tensor) => Array.from(t.narrow(1, 0, 1).toTypedArray());
    first(result).forEach((x, i) => {
      expect(x).toBeCloseTo(first(v)[i] as number, 6);
    });
  });

  it("repeats keys and values for grouped queries", () => {
    const [query, key] = [randn(4, 2, 3), randn(2, 2, 3)];
    const grouped = F.scaledDotProductAttention(query, key, key, { enableGqa: true });
    const [a, b] = [key.narrow(0, 0, 1), key.narrow(0, 1, 1)];
    const last = F.scaledDotProductAttention(query.narrow(0, 3, 1), b, b);
    expect(grouped.narrow(0, 3, 1).tolist()).toEqual(last.tolist());
    const second = F.scaledDotProductAttention(query.narrow(0, 1, 1), a, a);
    expect(grouped.narrow(0, 1, 1).tolist()).toEqual(second.tolist());
  });
});

describe("refuses in PyTorch's words", () => {
  const image = ones(1, 4, 3, 3);
  const refused: readonly (readonly [() => unknown, string])[] = [
    [
      () => F.linear(ones(2, 3), ones(4, 3), ones(5)),
      "The expanded size of the tensor (4) must match the existing size (5) at non-singleton dimension 1.  Target sizes: [2, 4].  Tensor sizes: [5]",
    ],
    [
      () => F.conv2d(ones(1, 1, 2, 2), ones(1, 1, 3, 3)),
      "Calculated padded input size per channel: (2 x 2). Kernel size: (3 x 3). Kernel size can't be greater than actual input size",
    ],
    [
      () => F.conv2d(image, ones(3, 4, 1, 1), { groups: 2 }),
      "Given groups=2, expected weight to be divisible by 2 at dimension 0, but got weight of size [[3, 4, 1, 1]] instead",
    ],
    [
      () => F.conv2d(image, ones(1, 4, 2, 2), { padding: "same", stride: 2 }),
      "padding='same' is not supported for strided convolutions",
    ],
    [
      () => F.convTranspose2d(image, ones(4, 1, 3, 3), { padding: 5 }),
      "Given input size per channel: (3 x 3). Calculated output size per channel: (-5 x -5). Output size is too small",
    ],
    [
      () => F.maxPool2d(image, 2, { padding: 2 }),
      "pad should be at most half of kernel size, but got pad=2 and kernel_size=2",
    ],
    [
      () => F.avgPool2d(image, 5),
      "Given input size: (4x3x3). Calculated output size: (4x0x0). Output size is too small",
    ],
    [
      () => F.layerNorm(ones(2, 3), [4]),
      "Given normalized_shape=[4], expected input with shape [*, 4], but got input of size[2, 3]",
    ],
    [
      () => F.batchNorm(ones(1, 2), null, null, { training: true }),
      "Expected more than 1 value per channel when training, got input size torch.Size([1, 2])",
    ],
    [() => F.batchNorm(ones(2, 2), null, null), "running_mean must be defined in evaluation mode"],
    [
      () => F.groupNorm(ones(2, 3), 2),
      "Expected number of channels in input to be divisible by num_groups, but got input of shape [2, 3] and num_groups=2",
    ],
    [() => F.embedding(indices(5), ones(3, 2)), "index out of range in self"],
    [() => F.dropout(ones(2), 1.5), "dropout probability has to be between 0 and 1, but got 1.5"],
    [
      () => F.binaryCrossEntropy(tensor([1.5]), ones(1)),
      "all elements of input should be between 0 and 1",
    ],
    [() => F.oneHot(indices(0, 2), 2), "Class values must be smaller than num_classes."],
    [
      () => F.pad(ones(1, 1, 3), [3, 1], { mode: "reflect" }),
      "Argument #4: Padding size should be less than the corresponding input dimension, but got: padding (3, 1) at dimension 2 of input [1, 1, 3]",
    ],
    [
      () => F.interpolate(image, { size: 2, alignCorners: true }),
      "align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear",
    ],
    [
      () => F.unfold(image, 5),
      "Given input with spatial size (3, 3), kernel_size=(5, 5), dilation=(1, 1), padding=(0, 0), calculated shape of the array of sliding blocks as (-1, -1), but its components must be at least one.",
    ],
  ];

  it.each(refused.map(([call, message]) => [message, call] as const))("%s", (message, call) => {
    expect(() => noGrad(call)).toThrow(expect.objectContaining({ message }));
  });
});
