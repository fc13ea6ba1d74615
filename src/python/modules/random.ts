// Python's `random`: the same numbers from the same seed.

import { call } from "../objects/call";
import { native, nativeRaw } from "../objects/callables";
import { asFloat, asIndex, asWhole } from "../objects/convert";
import { raise, unsupported } from "../objects/exceptions";
import { Float } from "../objects/float";
import { getItem, length, setItem } from "../objects/items";
import { listOf } from "../objects/iterate";
import { Module } from "../objects/module";
import { nativeType } from "../objects/native";
import { whole } from "../objects/numbers";
import { List } from "../objects/sequences";
import type { Type } from "../objects/type";
import { int, isInt, Obj, type Value } from "../objects/value";
import { machine } from "../run/machine";
import { RandomState } from "../run/random";

/** The generator of the `random.Random` whose method runs; null for the module's own functions. */
let own: RandomState | null = null;
const state = (): RandomState => own ?? machine.random;
const below = (limit: number): number => Number(state().below(BigInt(limit)));

function seed(value: Value): Value {
  if (value === null) state().seed(0n);
  else if (isInt(value)) state().seed(BigInt(whole(value)));
  else throw unsupported("seeding random with anything but an int");
  return null;
}

function randrange(start: Value, stop: Value, step: Value): Value {
  const [from, to] =
    stop === null ? [0n, BigInt(asWhole(start))] : [BigInt(asWhole(start)), BigInt(asWhole(stop))];
  const by = BigInt(asWhole(step));
  const width = to - from;
  if (by === 1n && width > 0n) return int(from + state().below(width));
  const count = by === 0n ? 0n : by > 0n ? (width + by - 1n) / by : (width + by + 1n) / by;
  if (count > 0n) return int(from + by * state().below(count));
  throw raise.ValueError(
    stop === null
      ? "empty range for randrange()"
      : `empty range for randrange() (${from}, ${to}, ${width})`,
  );
}

function choice(sequence: Value): Value {
  const count = length(sequence);
  if (count === 0) throw raise.IndexError("Cannot choose from an empty sequence");
  return getItem(sequence, below(count));
}

function shuffle(sequence: Value): Value {
  for (let i = length(sequence) - 1; i > 0; i--) {
    const j = below(i + 1);
    const [a, b] = [getItem(sequence, i), getItem(sequence, j)];
    setItem(sequence, i, b);
    setItem(sequence, j, a);
  }
  return null;
}

function sample(population: Value, count: Value): Value {
  if (!(population instanceof Obj) && typeof population !== "string") {
    throw raise.TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).");
  }
  const pool = listOf(population);
  const [n, k] = [pool.length, asIndex(count)];
  if (k < 0 || k > n) throw raise.ValueError("Sample larger than population or is negative");
  let setSize = 21;
  if (k > 5) setSize += 4 ** Math.ceil(Math.log(k * 3) / Math.log(4));
  const result: Value[] = [];
  if (n <= setSize) {
    for (let i = 0; i < k; i++) {
      const j = below(n - i);
      result.push(pool[j] as Value);
      pool[j] = pool[n - i - 1] as Value;
    }
    return new List(result);
  }
  const taken = new Set<number>();
  for (let i = 0; i < k; i++) {
    let j = below(n);
    while (taken.has(j)) j = below(n);
    taken.add(j);
    result.push(pool[j] as Value);
  }
  return new List(result);
}

function choices(population: Value, weights: Value, cumulative: Value, k: Value): Value {
  const items = listOf(population);
  const draw = (): Value => items[Math.floor(state().uniform() * items.length)] as Value;
  let sums: number[] | null = null;
  if (weights !== null) {
    let total = 0;
    sums = listOf(weights).map((weight) => {
      total += asFloat(weight);
      return total;
    });
  } else if (cumulative !== null) sums = listOf(cumulative).map(asFloat);
  const weighted = (bounds: number[]): Value => {
    const at = state().uniform() * (bounds.at(-1) as number);
    const found = bounds.findIndex((bound) => at < bound);
    return items[found < 0 ? items.length - 1 : found] as Value;
  };
  return new List(
    Array.from({ length: asIndex(k) }, () => (sums === null ? draw() : weighted(sums))),
  );
}

function gauss(mean: number, deviation: number): number {
  const random = state();
  let z = random.spare;
  random.spare = null;
  if (z === null) {
    const angle = random.uniform() * 2 * Math.PI;
    const radius = Math.sqrt(-2 * Math.log(1 - random.uniform()));
    z = Math.cos(angle) * radius;
    random.spare = Math.sin(angle) * radius;
  }
  return mean + z * deviation;
}

const magic = (4 * Math.exp(-0.5)) / Math.sqrt(2);

/** Kinderman and Monahan's ratio of uniforms, as CPython draws. */
function normal(mean: number, deviation: number): number {
  for (;;) {
    const u = state().uniform();
    const v = 1 - state().uniform();
    const z = (magic * (u - 0.5)) / v;
    if ((z * z) / 4 <= -Math.log(v)) return mean + z * deviation;
  }
}

const functions = [
  native("seed", "a=None, version=2", (value) => seed(value)),
  native("random", "", () => new Float(state().uniform())),
  native("uniform", "a, b", (a, b) => {
    const [low, high] = [asFloat(a), asFloat(b)];
    return new Float(low + (high - low) * state().uniform());
  }),
  native("randint", "a, b", (a, b) => randrange(a, int(BigInt(asWhole(b)) + 1n), 1)),
  native("randrange", "start, stop=None, step=1", randrange),
  native("getrandbits", "k, /", (k) => int(state().bits(asIndex(k)))),
  native("choice", "seq", choice),
  native("choices", "population, weights=None, *, cum_weights=None, k=1", choices),
  native("shuffle", "x", shuffle),
  native("sample", "population, k", sample),
  native(
    "gauss",
    "mu=0.0, sigma=1.0",
    (mean, deviation) => new Float(gauss(asFloat(mean), asFloat(deviation))),
  ),
  native(
    "normalvariate",
    "mu=0.0, sigma=1.0",
    (mean, deviation) => new Float(normal(asFloat(mean), asFloat(deviation))),
  ),
  native(
    "expovariate",
    "lambd",
    (rate) => new Float(-Math.log(1 - state().uniform()) / asFloat(rate)),
  ),
];

const byName = new Map(functions.map((fn) => [fn.name, fn]));

/** `random.Random(seed)`: a generator apart. */
class Generator extends Obj {
  readonly state = new RandomState();

  get type(): Type {
    return generatorType;
  }
}

/** A function of the module, as a method of a generator. */
function methodOf(self: Generator, name: string): Value {
  const fn = byName.get(name);
  if (fn === undefined) throw raise.AttributeError(`'Random' object has no attribute '${name}'`);
  return nativeRaw(name, (args, kwargs) => {
    const before = own;
    own = self.state;
    try {
      return fn.call(args, kwargs);
    } finally {
      own = before;
    }
  });
}

const generatorType: Type = nativeType<Generator>({
  name: "Random",
  module: "random",
  is: (value) => value instanceof Generator,
  construct: [
    "x=None",
    (_, given) => {
      const made = new Generator();
      call(methodOf(made, "seed"), [given]);
      return made;
    },
  ],
  methods: { __getattr__: ["name, /", (self, name) => methodOf(self, String(name))] },
});

export const randomModule = (): Module =>
  new Module("random", { ...Object.fromEntries(byName), Random: generatorType });
