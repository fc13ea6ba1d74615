// Graphs of single numbers: instructions packed into 16 bytes, carried out without a call per kernel.
//
// An entry is four words: code, result, operands a and b. The code is the one of the whole
// instruction; a function of one number has its number in the upper half. The time goes where it is
// for every place that is no view: 16 bytes before the element.

import * as codes from "../codes";
import { exp, sigmoid, tanh } from "./double";

// @ts-ignore: decorator
@external("math", "log")
declare function hostLog(x: f64): f64;

/** Carries out the `count` entries from `entry` on. */
export function run(entry: usize, count: i32, now: f64): void {
  const end = entry + (<usize>count << 4);
  for (; entry < end; entry += 16) {
    const code = load<i32>(entry);
    const out = <usize>load<u32>(entry, 4);
    const a = <usize>load<u32>(entry, 8);
    const b = <usize>load<u32>(entry, 12);
    switch (code & 0xffff) {
      case codes.addF32:
        store<f32>(out, load<f32>(a) + load<f32>(b));
        break;
      case codes.subF32:
        store<f32>(out, load<f32>(a) - load<f32>(b));
        break;
      case codes.mulF32:
        store<f32>(out, load<f32>(a) * load<f32>(b));
        break;
      case codes.divF32:
        store<f32>(out, load<f32>(a) / load<f32>(b));
        break;
      case codes.negF32:
        store<f32>(out, -load<f32>(a));
        break;
      case codes.squareF32:
        store<f32>(out, load<f32>(a) * load<f32>(a));
        break;
      case codes.reluF32: {
        const x = load<f32>(a);
        store<f32>(out, x <= 0.0 ? 0.0 : x);
        break;
      }
      case codes.tanhBackwardF32: {
        const y = <f64>load<f32>(b);
        store<f32>(out, <f32>(<f64>load<f32>(a) * (1.0 - y * y)));
        break;
      }
      case codes.sigmoidBackwardF32: {
        const y = <f64>load<f32>(b);
        store<f32>(out, <f32>(<f64>load<f32>(a) * (1.0 - y) * y));
        break;
      }
      case codes.mapF32:
        store<f32>(out, <f32>apply(code >> 16, <f64>load<f32>(a)));
        break;
      case codes.addF64:
        store<f64>(out, load<f64>(a) + (code >> 16 != 0 ? -load<f64>(b) : load<f64>(b)));
        break;
      case codes.mulF64:
        store<f64>(out, load<f64>(a) * load<f64>(b));
        break;
      case codes.divF64:
        store<f64>(out, load<f64>(a) / load<f64>(b));
        break;
      case codes.negF64:
        store<f64>(out, -load<f64>(a));
        break;
      default:
        store<f64>(out, apply(code >> 16, load<f64>(a)));
    }
    store<f64>(out - 16, now);
  }
}

// @ts-ignore: decorator
@inline
function apply(f: i32, x: f64): f64 {
  if (f == codes.mapLog) return hostLog(x);
  const pair = f64x2.splat(x);
  const result = f == codes.mapExp ? exp(pair) : f == codes.mapTanh ? tanh(pair) : sigmoid(pair);
  return f64x2.extract_lane(result, 0);
}
