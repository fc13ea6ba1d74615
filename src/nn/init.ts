// How parameters begin: PyTorch's `torch.nn.init`. Each function fills a tensor in place, whether or
// not it requires a gradient, and returns it; random ones draw PyTorch's numbers.

import { ValueError } from "../errors";
import { erf, erfinv } from "../kernels/special";
import { type CallArguments, choice, number, tensor } from "../params";
import {
  calculateGain,
  defaultGenerator,
  fillNormal,
  fillUniform,
  kaimingStd,
  type Nonlinearity,
  uniformBound,
  xavierStd,
} from "../random";
import type { Shape } from "../shape";
import type { Tensor } from "../tensor";
import { named } from "./arguments";
import { refill } from "./leaves";

export { calculateGain };

const uniformly = (target: Tensor, from: number, to: number): Tensor =>
  refill(target, (values, dtype) => fillUniform(defaultGenerator, values, from, to, dtype));

const normally = (target: Tensor, mean: number, std: number): Tensor =>
  refill(target, (values, dtype) => fillNormal(defaultGenerator, values, mean, std, dtype));

const constantly = (target: Tensor, value: number): Tensor =>
  refill(target, (values) => values.fill(value));

const uniformParams = [tensor("tensor"), number("a", 0), number("b", 1)] as const;

/**
 * Numbers between a and b, equally likely.
 * @example nn.init.uniform_(w, -0.1, 0.1)
 */
export function uniform_(...given: CallArguments<typeof uniformParams>): Tensor {
  const { tensor: target, a, b } = named("uniform_", uniformParams, given);
  return uniformly(target, a, b);
}

const normalParams = [tensor("tensor"), number("mean", 0), number("std", 1)] as const;

/**
 * Normally distributed numbers.
 * @example nn.init.normal_(w, { std: 0.02 })
 */
export function normal_(...given: CallArguments<typeof normalParams>): Tensor {
  const { tensor: target, mean, std } = named("normal_", normalParams, given);
  return normally(target, mean, std);
}

const constantParams = [tensor("tensor"), number("val")] as const;

/** One value everywhere. */
export function constant_(...given: CallArguments<typeof constantParams>): Tensor {
  const { tensor: target, val } = named("constant_", constantParams, given);
  return constantly(target, val);
}

/** Ones. */
export const ones_ = (target: Tensor): Tensor => constantly(target, 1);

/** Zeros. */
export const zeros_ = (target: Tensor): Tensor => constantly(target, 0);

/**
 * The identity, as far as a matrix that is not square can be it.
 * @throws ValueError for anything but a matrix.
 */
export function eye_(target: Tensor): Tensor {
  if (target.ndim !== 2) {
    throw new ValueError("Only tensors with 2 dimensions are supported", {
      op: "eye_",
      parameter: "tensor",
    });
  }
  const [rows, columns] = target.shape as Shape;
  return refill(target, (values) => {
    values.fill(0);
    for (let i = 0; i < Math.min(rows, columns); i++) values[i * columns + i] = 1;
  });
}

const xavierParams = [tensor("tensor"), number("gain", 1)] as const;

/**
 * Glorot's initialisation, uniform: variance gain² · 2 / (fan in + fan out).
 * @throws ValueError for fewer than two dimensions.
 */
export function xavierUniform_(...given: CallArguments<typeof xavierParams>): Tensor {
  const { tensor: target, gain } = named("xavierUniform_", xavierParams, given);
  const bound = uniformBound(xavierStd(target.shape, gain));
  return uniformly(target, -bound, bound);
}

/**
 * Glorot's initialisation, normal: variance gain² · 2 / (fan in + fan out).
 * @throws ValueError for fewer than two dimensions.
 */
export function xavierNormal_(...given: CallArguments<typeof xavierParams>): Tensor {
  const { tensor: target, gain } = named("xavierNormal_", xavierParams, given);
  return normally(target, 0, xavierStd(target.shape, gain));
}

const nonlinearities = [
  "linear",
  "conv1d",
  "conv2d",
  "conv3d",
  "conv_transpose1d",
  "conv_transpose2d",
  "conv_transpose3d",
  "sigmoid",
  "tanh",
  "relu",
  "leaky_relu",
  "selu",
] as const satisfies readonly Nonlinearity[];

const kaimingParams = [
  tensor("tensor"),
  number("a", 0),
  choice("mode", ["fan_in", "fan_out"], "fan_in"),
  choice("nonlinearity", nonlinearities, "leaky_relu"),
] as const;

/**
 * He's initialisation, uniform: variance gain² / fan.
 * @example nn.init.kaimingUniform_(w, { nonlinearity: "relu" })
 * @throws ValueError for fewer than two dimensions.
 */
export function kaimingUniform_(...given: CallArguments<typeof kaimingParams>): Tensor {
  const { tensor: target, ...options } = named("kaimingUniform_", kaimingParams, given);
  const bound = uniformBound(kaimingStd(target.shape, options));
  return uniformly(target, -bound, bound);
}

/**
 * He's initialisation, normal: variance gain² / fan.
 * @throws ValueError for fewer than two dimensions.
 */
export function kaimingNormal_(...given: CallArguments<typeof kaimingParams>): Tensor {
  const { tensor: target, ...options } = named("kaimingNormal_", kaimingParams, given);
  return normally(target, 0, kaimingStd(target.shape, options));
}

const truncatedParams = [
  tensor("tensor"),
  number("mean", 0),
  number("std", 1),
  number("a", -2),
  number("b", 2),
] as const;

/** The normal distribution's share below x. */
const shareBelow = (x: number): number => (1 + erf(x / Math.SQRT2)) / 2;

/**
 * Normally distributed numbers, of which those outside [a, b] are not drawn.
 * @example nn.init.truncNormal_(w, { std: 0.02 })
 */
export function truncNormal_(...given: CallArguments<typeof truncatedParams>): Tensor {
  const { tensor: target, mean, std, a, b } = named("truncNormal_", truncatedParams, given);
  const from = 2 * shareBelow((a - mean) / std) - 1;
  const to = 2 * shareBelow((b - mean) / std) - 1;
  return refill(target, (values, dtype) => {
    fillUniform(defaultGenerator, values, from, to, dtype);
    for (let i = 0; i < values.length; i++) {
      const value = mean + std * Math.SQRT2 * erfinv(values[i]);
      values[i] = Math.min(b, Math.max(a, value));
    }
  });
}

/**
 * A matrix with orthonormal rows or columns, from a normal one; further dimensions count as columns.
 * Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep
 * linear neural networks", ICLR 2014.
 * @throws ValueError for fewer than two dimensions.
 */
export function orthogonal_(...given: CallArguments<typeof xavierParams>): Tensor {
  const { tensor: target, gain } = named("orthogonal_", xavierParams, given);
  if (target.ndim < 2) {
    throw new ValueError("Only tensors with 2 or more dimensions are supported", {
      op: "orthogonal_",
      parameter: "tensor",
    });
  }
  const rows = target.shape[0];
  const columns = rows === 0 ? 0 : target.numel() / rows;
  return refill(target, (values, dtype) => {
    fillNormal(defaultGenerator, values, 0, 1, dtype);
    // Tall matrices get orthonormal columns, wide ones orthonormal rows.
    const tall = rows >= columns;
    const [count, step, stride] = tall ? [columns, 1, columns] : [rows, columns, 1];
    const length = tall ? rows : columns;
    const at = (vector: number, k: number) => vector * step + k * stride;
    const basis = Float64Array.from(values);
    for (let v = 0; v < count; v++) {
      // Twice, since one pass leaves rounding errors that are large for vectors almost dependent.
      for (let w = 0; w < 2 * v; w++) {
        let dot = 0;
        for (let k = 0; k < length; k++) dot += basis[at(v, k)] * basis[at(w % v, k)];
        for (let k = 0; k < length; k++) basis[at(v, k)] -= dot * basis[at(w % v, k)];
      }
      let square = 0;
      for (let k = 0; k < length; k++) square += basis[at(v, k)] ** 2;
      const scale = 1 / Math.sqrt(square);
      for (let k = 0; k < length; k++) basis[at(v, k)] *= scale;
    }
    for (let i = 0; i < values.length; i++) values[i] = gain * basis[i];
  });
}
