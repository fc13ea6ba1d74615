// Carries out the instructions of elementwise kernels, reductions, normalisation and optimisers.

import * as codes from "../codes";
import * as angles from "./angles";
import * as binary from "./binary";
import { paired } from "./broadcast";
import { Map, mapped, Pairs, ranged } from "./loops";
import * as math from "./math";
import * as normal from "./normal";
import * as normalize from "./normalize";
import * as optimizers from "./optimizers";
import * as reduce from "./reduce";
import * as rows from "./rows";
import * as softmax from "./softmax";
import * as strided from "./strided";
import * as unary from "./unary";

/** Carries out one instruction of this file. */
export function step(code: i32, ins: usize): void {
  if (code < codes.negF32) approximate(code, ins);
  else if (code < codes.addF32) mapped(ins, mapOf(code), code < codes.negF64 ? 2 : 3);
  else if (code < codes.sumF32) {
    paired(ins, pairsOf(code), code < codes.addF64 || code > codes.divF64 ? 2 : 3);
  } else whole(code, ins);
}

/** Functions of one number in single precision: most have a range in which nothing overflows. */
function approximate(code: i32, ins: usize): void {
  switch (code) {
    case codes.expF32:
      return ranged(ins, unary.exp, math.expWide, 0, 86);
    case codes.expm1F32:
      return ranged(ins, unary.expm1, math.expm1Wide, 0, 86);
    case codes.logF32:
      return ranged(ins, unary.log, math.logWide, 0, 0);
    case codes.log1pF32:
      return ranged(ins, unary.log1p, math.log1pWide, -1, 0);
    case codes.sigmoidF32:
      return ranged(ins, unary.sigmoid, math.sigmoidWide, 35, 51);
    case codes.siluF32:
      return ranged(ins, unary.sigmoid, math.siluWide, 35, 51);
    case codes.geluF32:
      return ranged(ins, unary.gelu, normal.geluWide, 0, 13);
    case codes.sinF32:
    case codes.cosF32:
      angles.setQuadrant(code - codes.sinF32);
      return ranged(ins, unary.turned, angles.turnedWide, 0, 131072);
    default:
      return mapped(ins, mapOf(code), 2);
  }
}

function mapOf(code: i32): Map {
  switch (code) {
    case codes.tanhF32:
      return unary.tanh;
    case codes.softplusF32:
      return unary.softplus;
    case codes.erfF32:
      return unary.erf;
    case codes.tanhGeluF32:
      return unary.tanhGelu;
    case codes.negF32:
      return unary.neg;
    case codes.absF32:
      return unary.abs;
    case codes.sqrtF32:
      return unary.sqrt;
    case codes.squareF32:
      return unary.square;
    case codes.reciprocalF32:
      return unary.reciprocal;
    case codes.reluF32:
      return unary.relu;
    case codes.clampF32:
      return unary.clamp;
    case codes.leakyReluF32:
      return unary.leakyRelu;
    case codes.rsqrtF32:
      return unary.rsqrt;
    default:
      return unary.negF64;
  }
}

function pairsOf(code: i32): Pairs {
  switch (code) {
    case codes.addF32:
      return binary.add;
    case codes.subF32:
      return binary.sub;
    case codes.mulF32:
      return binary.mul;
    case codes.divF32:
      return binary.div;
    case codes.maximumF32:
      return binary.maximum;
    case codes.minimumF32:
      return binary.minimum;
    case codes.addScaledF32:
      return binary.addScaled;
    case codes.reluBackwardF32:
      return binary.reluBackward;
    case codes.tanhBackwardF32:
      return binary.tanhBackward;
    case codes.sigmoidBackwardF32:
      return binary.sigmoidBackward;
    case codes.siluBackwardF32:
      return binary.siluBackward;
    case codes.geluBackwardF32:
      return binary.geluBackward;
    case codes.addF64:
      return binary.addF64;
    case codes.mulF64:
      return binary.mulF64;
    default:
      return binary.divF64;
  }
}

/** Kernels that see more of a tensor than one element at a time. */
function whole(code: i32, ins: usize): void {
  switch (code) {
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
    case codes.maskedFillF32:
      return rows.maskedFill(ins);
    case codes.gatherF32:
      return strided.gather(ins);
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
