// Sliding blocks as columns, and back: unfold and its adjoint, fold, which adds what overlaps.

import { RuntimeError } from "../errors";
import type { Data } from "../kernels/elementwise";
import { defineOp } from "../op";
import { dims, tensor } from "../params";
import { list, type Shape, type Size, size, wrapDim } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { uniform } from "./samples";
import { type PerDimension, perDimension } from "./spatial";

interface Blocks {
  readonly kernelSize: PerDimension;
  readonly dilation: PerDimension;
  readonly padding: PerDimension;
  readonly stride: PerDimension;
}

type Pair = readonly [number, number];

interface Layout {
  readonly planes: number;
  readonly image: Pair;
  readonly kernel: Pair;
  readonly count: Pair;
  readonly dilation: Pair;
  readonly padding: Pair;
  readonly stride: Pair;
}

const blockParams = [
  dims("kernelSize"),
  dims("dilation", 1),
  dims("padding", 0),
  dims("stride", 1),
] as const;

const pairOf = (value: PerDimension): Pair => perDimension(value, 2) as readonly number[] as Pair;

function checkPositive(word: string, [rows, columns]: Pair): void {
  if (rows > 0 && columns > 0) return;
  throw new RuntimeError(
    `${word.replace("_", " ")} should be greater than zero, but got ${word.replace("_size", "")}_height: ${rows} ${word.replace("_size", "")}_width: ${columns}`,
  );
}

/** How blocks lie over an image of the given size; `channels` counts planes over the whole batch. */
function layoutOf(image: Pair, channels: number, given: Blocks): Layout {
  const [kernel, dilation] = [pairOf(given.kernelSize), pairOf(given.dilation)];
  const [padding, stride] = [pairOf(given.padding), pairOf(given.stride)];
  const count = image.map((n, d) => {
    const reach = (dilation[d] as number) * ((kernel[d] as number) - 1) + 1;
    return Math.floor((n + 2 * (padding[d] as number) - reach) / (stride[d] as number)) + 1;
  }) as readonly number[] as Pair;
  return { planes: channels, image, kernel, count, dilation, padding, stride };
}

/** Calls `visit(position among the columns, position in the image)` for every element of a block. */
function eachElement(l: Layout, visit: (column: number, at: number) => void): void {
  const [height, width] = l.image;
  const [rows, columns] = l.count;
  const taps = l.kernel[0] * l.kernel[1];
  for (let c = 0; c < l.planes * taps; c++) {
    const k = c % taps;
    const plane = Math.floor(c / taps) * height * width;
    const down = Math.floor(k / l.kernel[1]) * l.dilation[0] - l.padding[0];
    const right = (k % l.kernel[1]) * l.dilation[1] - l.padding[1];
    for (let r = 0; r < rows; r++) {
      const i = r * l.stride[0] + down;
      if (i < 0 || i >= height) continue;
      for (let s = 0; s < columns; s++) {
        const j = s * l.stride[1] + right;
        if (j < 0 || j >= width) continue;
        visit((c * rows + r) * columns + s, plane + i * width + j);
      }
    }
  }
}

function gatherBlocks(out: Data, x: Data, l: Layout): void {
  out.fill(0);
  eachElement(l, (column, at) => {
    out[column] = x[at] as number;
  });
}

function addBlocks(out: Data, x: Data, l: Layout): void {
  out.fill(0);
  eachElement(l, (column, at) => {
    out[at] = (out[at] as number) + (x[column] as number);
  });
}

const planesOf = (shape: Shape): number => shape.slice(0, -2).reduce((count, n) => count * n, 1);

const lastTwo = (shape: Shape): Pair => shape.slice(-2) as readonly number[] as Pair;

function checkBlocks(l: Layout): void {
  checkPositive("kernel_size", l.kernel);
  checkPositive("dilation", l.dilation);
  if (l.padding.some((n) => n < 0)) {
    throw new RuntimeError(
      `padding should be non-negative, but got pad_height: ${l.padding[0]} pad_width: ${l.padding[1]}`,
    );
  }
  checkPositive("stride", l.stride);
}

const tuple = (values: readonly number[]) => `(${values.join(", ")})`;

function unfoldedShape(shape: Shape, given: Blocks): Size {
  const l = layoutOf(lastTwo(shape), 1, given);
  checkBlocks(l);
  wrapDim(2, shape.length);
  if (shape.length > 4) {
    throw new RuntimeError(
      `Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, but got: ${list(shape)}`,
    );
  }
  if (l.count.some((n) => n < 1)) {
    throw new RuntimeError(
      `Given input with spatial size ${tuple(l.image)}, kernel_size=${tuple(l.kernel)}, dilation=${tuple(l.dilation)}, padding=${tuple(l.padding)}, calculated shape of the array of sliding blocks as ${tuple(l.count)}, but its components must be at least one.`,
    );
  }
  const channels = shape[shape.length - 3] as number;
  const block = channels * l.kernel[0] * l.kernel[1];
  return size([...shape.slice(0, -3), block, l.count[0] * l.count[1]]);
}

const blocksOf = (rule: Blocks): Blocks => ({
  kernelSize: rule.kernelSize,
  dilation: rule.dilation,
  padding: rule.padding,
  stride: rule.stride,
});

export const unfold = defineOp({
  name: "unfold",
  namespace: "nn.functional",
  gradFn: "Im2ColBackward0",
  doc: "The sliding blocks of (N, C, H, W) or (C, H, W) as columns: (N, C · block, how many).",
  params: [tensor("input"), ...blockParams],
  promote: "none",
  shape: (facts) => unfoldedShape(facts.input.shape, facts),
  forward: (out, x) => {
    out.plan ??= layoutOf(lastTwo(x.shape), planesOf(x.shape), out.args);
    gatherBlocks(dataOf(out), dataOf(x), out.plan as Layout);
  },
  backward: {
    input: (rule) => assemble(rule.grad, lastTwo(rule.facts.input.shape), blocksOf(rule)),
  },
  samples: () => [
    [uniform([1, 2, 3, 4]), 2],
    [uniform([2, 4, 3]), [2, 1], { dilation: 2, padding: 1, stride: 2 }],
  ],
});

function separate(input: Tensor, blocks: Blocks): Tensor {
  return unfold(input, blocks);
}

function assemble(input: Tensor, outputSize: Pair, blocks: Blocks): Tensor {
  return fold(input, { outputSize, ...blocks });
}

function foldedShape(shape: Shape, outputSize: PerDimension, given: Blocks): Size {
  const l = layoutOf(pairOf(outputSize), 1, given);
  checkBlocks(l);
  if ((shape.length !== 2 && shape.length !== 3) || shape.slice(-2).includes(0)) {
    throw new RuntimeError(
      `Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and non-zero dimensions for input, but got: ${list(shape)}`,
    );
  }
  const [rows, columns] = lastTwo(shape);
  const block = l.kernel[0] * l.kernel[1];
  const batch = shape.length === 3 ? 1 : 0;
  if (rows % block !== 0) {
    throw new RuntimeError(
      `Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got input.size(1)=${rows} and kernel_size=${tuple(l.kernel)}.`,
    );
  }
  if (l.count[0] * l.count[1] !== columns) {
    throw new RuntimeError(
      `Given output_size=${tuple(l.image)}, kernel_size=${tuple(l.kernel)}, dilation=${tuple(l.dilation)}, padding=${tuple(l.padding)}, stride=${tuple(l.stride)}, expected size of input's dimension 2 to match the calculated number of sliding blocks ${l.count[0]} * ${l.count[1]} = ${l.count[0] * l.count[1]}, but got input.size(2)=${columns}.`,
    );
  }
  return size([...shape.slice(0, batch), rows / block, ...l.image]);
}

export const fold = defineOp({
  name: "fold",
  namespace: "nn.functional",
  gradFn: "Col2ImBackward0",
  doc: "Columns put back as blocks of an image of outputSize, added where they overlap.",
  params: [tensor("input"), dims("outputSize"), ...blockParams],
  promote: "none",
  shape: (facts) => foldedShape(facts.input.shape, facts.outputSize, facts),
  forward: (out, x) => {
    out.plan ??= layoutOf(lastTwo(out.shape), planesOf(out.shape), out.args);
    addBlocks(dataOf(out), dataOf(x), out.plan as Layout);
  },
  backward: { input: (rule) => separate(rule.grad, blocksOf(rule)) },
  samples: () => [
    [uniform([1, 4, 4]), 3, 2],
    [uniform([4, 4]), [3, 3], 2],
  ],
});
