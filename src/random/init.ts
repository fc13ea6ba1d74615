// How far from zero a layer's parameters start: the arithmetic of torch.nn.init, and the draws with
// which PyTorch's layers begin.

import type { DType, TypedArray } from "../dtype";
import { ValueError } from "../errors";
import { fillUniform } from "./fill";
import type { Generator } from "./generator";

/** How many inputs feed an output of a weight, and how many outputs an input feeds. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/**
 * The fans of a weight of shape [out, in, ...kernel].
 * @throws ValueError for fewer than two dimensions.
 */
export function calculateFans(shape: readonly number[]): Fans {
  const [outputs, inputs, ...kernel] = shape;
  if (outputs === undefined || inputs === undefined) {
    throw new ValueError(
      "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions",
      { op: "calculateFans", parameter: "tensor" },
    );
  }
  const area = kernel.reduce((product, size) => product * size, 1);
  return { fanIn: inputs * area, fanOut: outputs * area };
}

// By PyTorch's names, which are data here: they are spelt as there.
const gains = {
  linear: 1,
  conv1d: 1,
  conv2d: 1,
  conv3d: 1,
  conv_transpose1d: 1,
  conv_transpose2d: 1,
  conv_transpose3d: 1,
  sigmoid: 1,
  tanh: 5 / 3,
  relu: Math.SQRT2,
  leaky_relu: null,
  selu: 3 / 4,
} as const;

/** What follows a layer, as far as initialisation is concerned. */
export type Nonlinearity = keyof typeof gains;

/**
 * By how much a layer's weights should be larger on account of the function that follows.
 * `slope` is that of leaky_relu for negative numbers, 0.01 by default.
 * @throws ValueError for an unknown function.
 */
export function calculateGain(nonlinearity: Nonlinearity, slope = 0.01): number {
  if (!Object.hasOwn(gains, nonlinearity)) {
    throw new ValueError(`Unsupported nonlinearity ${nonlinearity}`, {
      op: "calculateGain",
      parameter: "nonlinearity",
    });
  }
  return gains[nonlinearity] ?? Math.sqrt(2 / (1 + slope ** 2));
}

/** The standard deviation of Glorot's initialisation. */
export function xavierStd(shape: readonly number[], gain = 1): number {
  const { fanIn, fanOut } = calculateFans(shape);
  return gain * Math.sqrt(2 / (fanIn + fanOut));
}

/** What `kaimingStd` may be told. */
export interface KaimingOptions {
  /** The slope of leaky_relu for negative numbers; 0 by default. */
  readonly a?: number;
  /** Which fan counts; fan_in by default. */
  readonly mode?: "fan_in" | "fan_out";
  /** What follows the layer; leaky_relu by default. */
  readonly nonlinearity?: Nonlinearity;
}

/**
 * The standard deviation of He's initialisation.
 * @throws ValueError for an unknown mode or nonlinearity.
 */
export function kaimingStd(
  shape: readonly number[],
  { a = 0, mode = "fan_in", nonlinearity = "leaky_relu" }: KaimingOptions = {},
): number {
  if (mode !== "fan_in" && mode !== "fan_out") {
    throw new ValueError(
      `Mode ${String(mode)} not supported, please use one of ['fan_in', 'fan_out']`,
      { op: "kaimingStd", parameter: "mode" },
    );
  }
  const { fanIn, fanOut } = calculateFans(shape);
  return calculateGain(nonlinearity, a) / Math.sqrt(mode === "fan_in" ? fanIn : fanOut);
}

/** The uniform distribution on [-bound, bound) has that standard deviation. */
export const uniformBound = (std: number): number => Math.sqrt(3) * std;

/**
 * Fills the weight, then the bias if there is one, as a new nn.Linear or nn.Conv does.
 * @param shape the shape of the weight, [out, in, ...kernel]
 */
export function fillLayer(
  gen: Generator,
  shape: readonly number[],
  weight: TypedArray,
  bias: TypedArray | null,
  dtype: DType,
): void {
  const bound = uniformBound(kaimingStd(shape, { a: Math.sqrt(5) }));
  fillUniform(gen, weight, -bound, bound, dtype);
  if (bias === null) return;
  const { fanIn } = calculateFans(shape);
  const reach = fanIn > 0 ? 1 / Math.sqrt(fanIn) : 0;
  fillUniform(gen, bias, -reach, reach, dtype);
}
