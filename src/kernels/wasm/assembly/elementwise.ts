// Carries out the instructions of elementwise kernels, reductions, normalisation and optimisers.

import * as codes from "../codes";
import * as angles from "./angles";
import * as binary from "./binary";
import { paired } from "./broadcast";
import { mapped, ranged } from "./loops";
import * as math from "./math";
import * as normal from "./normal";
import * as normalize from "./normalize";
import * as optimizers from "./optimizers";
import * as reduce from "./reduce";
import * as softmax from "./softmax";
import * as unary from "./unary";

/** Carries out one instruction of this file. */
export function step(code: i32, ins: usize): void {
  switch (code) {
    case codes.expF32:
      return ranged(ins, unary.exp, math.expWide, 0, 86);
    case codes.expm1F32:
      return ranged(ins, unary.expm1, math.expm1Wide, 0, 86);
    case codes.logF32:
      return ranged(ins, unary.log, math.logWide, 0, 0);
    case codes.log1pF32:
      return ranged(ins, unary.log1p, math.log1pWide, -1, 0);
    case codes.tanhF32:
      return mapped(ins, unary.tanh, 2);
    case codes.sigmoidF32:
      return ranged(ins, unary.sigmoid, math.sigmoidWide, 35, 51);
    case codes.siluF32:
      return ranged(ins, unary.silu, math.siluWide, 35, 51);
    case codes.softplusF32:
      return mapped(ins, unary.softplus, 2);
    case codes.sinF32:
      return ranged(ins, unary.sin, angles.sinWide, 0, 131072);
    case codes.cosF32:
      return ranged(ins, unary.cos, angles.cosWide, 0, 131072);
    case codes.erfF32:
      return mapped(ins, unary.erf, 2);
    case codes.geluF32:
      return ranged(ins, unary.gelu, normal.geluWide, 0, 13);
    case codes.tanhGeluF32:
      return mapped(ins, unary.tanhGelu, 2);
    case codes.negF32:
      return mapped(ins, unary.neg, 2);
    case codes.absF32:
      return mapped(ins, unary.abs, 2);
    case codes.sqrtF32:
      return mapped(ins, unary.sqrt, 2);
    case codes.squareF32:
      return mapped(ins, unary.square, 2);
    case codes.reciprocalF32:
      return mapped(ins, unary.reciprocal, 2);
    case codes.reluF32:
      return mapped(ins, unary.relu, 2);
    case codes.clampF32:
      return mapped(ins, unary.clamp, 2);
    case codes.leakyReluF32:
      return mapped(ins, unary.leakyRelu, 2);
    case codes.cubeF32:
      return mapped(ins, unary.cube, 2);
    case codes.rsqrtF32:
      return mapped(ins, unary.rsqrt, 2);
    case codes.negF64:
      return mapped(ins, unary.negF64, 3);
    case codes.absF64:
      return mapped(ins, unary.absF64, 3);
    case codes.sqrtF64:
      return mapped(ins, unary.sqrtF64, 3);
    case codes.addF32:
      return paired(ins, binary.add, 2);
    case codes.subF32:
      return paired(ins, binary.sub, 2);
    case codes.mulF32:
      return paired(ins, binary.mul, 2);
    case codes.divF32:
      return paired(ins, binary.div, 2);
    case codes.maximumF32:
      return paired(ins, binary.maximum, 2);
    case codes.minimumF32:
      return paired(ins, binary.minimum, 2);
    case codes.addScaledF32:
      return paired(ins, binary.addScaled, 2);
    case codes.reluBackwardF32:
      return paired(ins, binary.reluBackward, 2);
    case codes.tanhBackwardF32:
      return paired(ins, binary.tanhBackward, 2);
    case codes.sigmoidBackwardF32:
      return paired(ins, binary.sigmoidBackward, 2);
    case codes.siluBackwardF32:
      return paired(ins, binary.siluBackward, 2);
    case codes.geluBackwardF32:
      return paired(ins, binary.geluBackward, 2);
    case codes.addF64:
      return paired(ins, binary.addF64, 3);
    case codes.mulF64:
      return paired(ins, binary.mulF64, 3);
    case codes.divF64:
      return paired(ins, binary.divF64, 3);
    case codes.sumF32:
      return reduce.sum<f32>(ins);
    case codes.sumF64:
      return reduce.sum<f64>(ins);
    case codes.extremeF32:
      return reduce.extreme(ins);
    case codes.softmaxF32:
      return softmax.softmax(ins);
    case codes.softmaxBackwardF32:
      return softmax.softmaxBackward(ins);
    case codes.layerNormF32:
      return normalize.layerNorm(ins);
    case codes.standardizeBackwardF32:
      return normalize.standardizeBackward(ins);
    case codes.sgdF32:
      return optimizers.sgd(ins);
    case codes.momentumF32:
      return optimizers.momentum(ins);
    case codes.adamF32:
      return optimizers.adam(ins);
    default:
      unreachable();
  }
}
