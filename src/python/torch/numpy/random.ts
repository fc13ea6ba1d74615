// numpy.random: the legacy generator's numbers for its seeds. Its Mersenne Twister is PyTorch's; what
// is made of the draws is not.

import { Generator } from "../../../bridge";
import { tensor } from "../../../index";
import { Float, Module, native, type Value } from "../../objects";
import { itemsOf, numberOf } from "../arguments";
import { ArrayObject, arrayOperand } from "./array";

let generator = new Generator();
/** Of two normal numbers drawn at once, the one for the next call. */
let spare: number | null = null;

/** 53 bits of two draws. */
const uniform = (): number => {
  const high = generator.random() >>> 5;
  const low = generator.random() >>> 6;
  return (high * 67108864 + low) / 9007199254740992;
};

/** Marsaglia's polar method, as NumPy's legacy generator has it. */
function normal(): number {
  if (spare !== null) {
    const kept = spare;
    spare = null;
    return kept;
  }
  let [x, y, r] = [0, 0, 0];
  do {
    x = 2 * uniform() - 1;
    y = 2 * uniform() - 1;
    r = x * x + y * y;
  } while (r >= 1 || r === 0);
  const scale = Math.sqrt((-2 * Math.log(r)) / r);
  spare = scale * x;
  return scale * y;
}

/** Integers below a bound: draws that are masked, and drawn again if too large. */
function integer(low: number, high: number): number {
  const most = high - low - 1;
  if (most <= 0) return low;
  const mask = 2 ** Math.ceil(Math.log2(most + 1)) - 1;
  let value = generator.random() & mask;
  while (value > most) value = generator.random() & mask;
  return low + value;
}

function filled(
  size: readonly number[],
  draw: () => number,
  dtype: "float64" | "int64" = "float64",
): Value {
  if (size.length === 0) {
    const value = draw();
    return dtype === "int64" ? value : new Float(value);
  }
  const count = size.reduce((product, n) => product * n, 1);
  const data = Float64Array.from({ length: count }, draw);
  return new ArrayObject(
    tensor(data, { dtype })
      .reshape([...size])
      .snapshot(),
  );
}

const sizesOf = (value: Value | undefined): number[] => {
  if (value === null || value === undefined) return [];
  return (itemsOf(value) ?? [value]).map((n) => numberOf(n) as number);
};

function permuted(n: number): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = integer(0, i + 1);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}

export const randomModule = (): Module =>
  new Module("numpy.random", {
    seed: native("seed", "seed=None", (seed) => {
      generator = seed === null ? new Generator() : new Generator(numberOf(seed) as number);
      spare = null;
      return null;
    }),
    rand: native("rand", "*size", (size) => filled(sizesOf(size), uniform)),
    random: native("random", "size=None", (size) => filled(sizesOf(size), uniform)),
    randn: native("randn", "*size", (size) => filled(sizesOf(size), normal)),
    uniform: native("uniform", "low=0.0, high=1.0, size=None", (low, high, size) => {
      const [from, to] = [numberOf(low) as number, numberOf(high) as number];
      return filled(sizesOf(size), () => from + (to - from) * uniform());
    }),
    normal: native("normal", "loc=0.0, scale=1.0, size=None", (mean, std, size) =>
      filled(
        sizesOf(size),
        () => (numberOf(mean) as number) + (numberOf(std) as number) * normal(),
      ),
    ),
    randint: native("randint", "low, high=None, size=None", (low, high, size) => {
      const [from, to] = high === null ? [0, low] : [low, high];
      return filled(
        sizesOf(size),
        () => integer(numberOf(from) as number, numberOf(to) as number),
        "int64",
      );
    }),
    permutation: native("permutation", "x", (x) => {
      const given = arrayOperand(x);
      const count =
        given === undefined || given.ndim === 0 ? (numberOf(x) as number) : given.size(0);
      const order = tensor(Float64Array.from(permuted(count)), { dtype: "int64" });
      return new ArrayObject(
        given === undefined || given.ndim === 0 ? order : given.indexSelect(0, order),
      );
    }),
  });
