// Python's `itertools`.

import { call } from "../objects/call";
import { native } from "../objects/callables";
import { equals, truth } from "../objects/compare";
import { asIndex } from "../objects/convert";
import { raise } from "../objects/exceptions";
import { iterator, iteratorAs, listOf, type Next } from "../objects/iterate";
import { Module } from "../objects/module";
import { nativeType } from "../objects/native";
import { binary } from "../objects/operators";
import { Iterator, iteratorOf, iteratorType, Tuple } from "../objects/sequences";
import type { Type } from "../objects/type";
import type { Value } from "../objects/value";
import { machine } from "../run/machine";

const items = (value: Value): readonly Value[] => (value as Tuple).items;

function chain(sources: Next): Next {
  let current: Next | null = null;
  return () => {
    for (;;) {
      if (current === null) {
        const source = sources();
        if (source === undefined) return undefined;
        current = iterator(source);
      }
      const value = current();
      if (value !== undefined) return value;
      current = null;
    }
  };
}

function overAll(values: readonly Value[]): Next {
  let i = 0;
  return () => values[i++];
}

function islice(values: Value, args: readonly Value[]): Next {
  const [start, stop, step] =
    args.length === 1 ? [0, args[0], 1] : [args[0] ?? 0, args[1], args[2] ?? 1];
  const [from, by] = [asIndex(start ?? 0), asIndex(step ?? 1)];
  const to = stop === null || stop === undefined ? Number.POSITIVE_INFINITY : asIndex(stop);
  if (from < 0 || to < 0 || by < 1) {
    throw raise.ValueError(
      "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.",
    );
  }
  const next = iterator(values);
  let [at, wanted] = [0, from];
  return () => {
    while (wanted < to) {
      const value = next();
      if (value === undefined) return undefined;
      if (at++ === wanted) {
        wanted += by;
        return value;
      }
    }
    return undefined;
  };
}

/** Every way to take one of each pool, the last varying fastest. */
function product(pools: readonly (readonly Value[])[]): Next {
  const at = pools.map(() => 0);
  let done = pools.some((pool) => pool.length === 0);
  return () => {
    if (done) return undefined;
    machine.step();
    const made = new Tuple(pools.map((pool, i) => pool[at[i] as number] as Value));
    let i = pools.length - 1;
    for (; i >= 0; i--) {
      at[i] = (at[i] as number) + 1;
      if ((at[i] as number) < (pools[i] as readonly Value[]).length) break;
      at[i] = 0;
    }
    done = i < 0;
    return made;
  };
}

/** The choices of k places out of n, in order; `follow` says where the next place may start. */
function* places(n: number, k: number, follow: (place: number) => number): Generator<number[]> {
  const chosen: number[] = [];
  function* extend(from: number): Generator<number[]> {
    if (chosen.length === k) {
      yield [...chosen];
      return;
    }
    for (let i = from; i < n; i++) {
      machine.step();
      chosen.push(i);
      yield* extend(follow(i));
      chosen.pop();
    }
  }
  yield* extend(0);
}

const isDistinct = (list: readonly number[]): boolean => new Set(list).size === list.length;

function pick(values: Value, ways: (n: number) => Generator<number[]>): Next {
  const pool = listOf(values);
  const all = ways(pool.length);
  return () => {
    const next = all.next();
    return next.done === true ? undefined : new Tuple(next.value.map((i) => pool[i] as Value));
  };
}

function* permutations(n: number, k: number): Generator<number[]> {
  for (const list of places(n, k, () => 0)) if (isDistinct(list)) yield list;
}

function groupby(values: Value, key: Value): Next {
  const keyOf = (value: Value) => (key === null ? value : call(key, [value]));
  const next = iterator(values);
  let held = next();
  return () => {
    if (held === undefined) return undefined;
    const name = keyOf(held);
    const group: Value[] = [];
    while (held !== undefined && equals(keyOf(held), name)) {
      group.push(held);
      held = next();
    }
    return new Tuple([name, iteratorOf(overAll(group))]);
  };
}

function accumulate(values: Value, fn: Value, initial: Value): Next {
  const next = iterator(values);
  let total: Value | undefined;
  let first = initial !== null;
  return () => {
    if (first) {
      first = false;
      total = initial;
      return total;
    }
    const value = next();
    if (value === undefined) return undefined;
    if (total === undefined) total = value;
    else total = fn === null ? binary("+", total, value) : call(fn, [total, value]);
    return total;
  };
}

function zipLongest(values: Value, fill: Value): Next {
  const all = items(values).map(iterator);
  return () => {
    const row = all.map((next) => next());
    if (row.every((value) => value === undefined)) return undefined;
    return new Tuple(row.map((value) => (value === undefined ? fill : value)));
  };
}

function takeWhile(fn: Value, values: Value): Next {
  const next = iterator(values);
  let over = false;
  return () => {
    const value = over ? undefined : next();
    if (value !== undefined && truth(call(fn, [value]))) return value;
    over = true;
    return undefined;
  };
}

function dropWhile(fn: Value, values: Value): Next {
  const next = iterator(values);
  let started = false;
  return () => {
    let value = next();
    while (!started && value !== undefined && truth(call(fn, [value]))) value = next();
    started = true;
    return value;
  };
}

function cycle(values: Value): Next {
  const all = listOf(values);
  let i = 0;
  return () => {
    machine.step();
    return all.length === 0 ? undefined : all[i++ % all.length];
  };
}

const lazy = (name: string, signature: string, make: (...args: Value[]) => Next) =>
  native(name, signature, (...args) => iteratorOf(make(...args)));

const functions = [
  lazy("count", "start=0, step=1", (start, step) => {
    let value = start;
    return () => {
      machine.step();
      const current = value;
      value = binary("+", value, step);
      return current;
    };
  }),
  lazy("cycle", "iterable, /", cycle),
  lazy("repeat", "object, times=None", (value, times) => {
    let left = times === null ? Number.POSITIVE_INFINITY : asIndex(times);
    return () => {
      machine.step();
      return left-- > 0 ? value : undefined;
    };
  }),
  lazy("islice", "iterable, *args", (values, args) => islice(values, items(args))),
  lazy("product", "*iterables, repeat=1", (values, times) => {
    const pools = items(values).map(listOf);
    machine.takes(asIndex(times) * pools.length, 16);
    return product(Array.from({ length: asIndex(times) }, () => pools).flat());
  }),
  lazy("permutations", "iterable, r=None", (values, r) =>
    pick(values, (n) => permutations(n, r === null ? n : asIndex(r))),
  ),
  lazy("combinations", "iterable, r", (values, r) =>
    pick(values, (n) => places(n, asIndex(r), (i) => i + 1)),
  ),
  lazy("combinations_with_replacement", "iterable, r", (values, r) =>
    pick(values, (n) => places(n, asIndex(r), (i) => i)),
  ),
  lazy("groupby", "iterable, key=None", groupby),
  lazy("accumulate", "iterable, func=None, *, initial=None", accumulate),
  lazy("zip_longest", "*iterables, fillvalue=None", zipLongest),
  lazy("takewhile", "predicate, iterable, /", takeWhile),
  lazy("dropwhile", "predicate, iterable, /", dropWhile),
  lazy("starmap", "function, iterable, /", (fn, values) => {
    const next = iterator(values);
    return () => {
      const args = next();
      return args === undefined ? undefined : call(fn, listOf(args));
    };
  }),
  lazy("pairwise", "iterable, /", (values) => {
    const next = iterator(values);
    let left = next();
    return () => {
      const [a, b] = [left, next()];
      left = b;
      return a === undefined || b === undefined ? undefined : new Tuple([a, b]);
    };
  }),
];

const chainType: Type = nativeType<Iterator>({
  name: "chain",
  module: "itertools",
  bases: [iteratorType],
  is: (value) => value instanceof Iterator,
  construct: ["*iterables", (_, sources) => iteratorAs(chainType, chain(overAll(items(sources))))],
  classMethods: {
    from_iterable: ["iterable, /", (_, sources) => iteratorAs(chainType, chain(iterator(sources)))],
  },
});

export const itertoolsModule = (): Module =>
  new Module("itertools", {
    chain: chainType,
    ...Object.fromEntries(functions.map((fn) => [fn.name, fn])),
  });
