// The tape machine: carries out a stream of instructions, each one kernel over whole tensors.
//
// An instruction is 64 bytes, sixteen little-endian words:
//   0 code   1 n, elements of the result   2 result   3 – 6 operands a b c d (pointers to elements)
//   7 where to write the time   8 – 11 p0 … p3 (integers)   12 f0, 14 f1 (doubles)

import * as codes from "../codes";
import * as elementwise from "./elementwise";
import * as matmul from "./matmul";
import * as packed from "./packed";
import * as scalar from "./scalar";

/** Carries out `count` instructions; each notes `now` as the time of its result. */
export function run(stream: usize, count: i32, now: f64): void {
  const end = stream + (<usize>count << 6);
  for (let ins = stream; ins < end; ins += 64) {
    const code = load<i32>(ins);
    if (code == codes.packed) {
      packed.run(load<u32>(ins, 36), load<i32>(ins, 32), now);
      continue;
    }
    if (code >= 150) scalar.step(code, ins);
    else if (code >= 100) matmul.step(code, ins);
    else if (code > 0) elementwise.step(code, ins);
    store<f64>(load<u32>(ins, 28), now);
  }
}
