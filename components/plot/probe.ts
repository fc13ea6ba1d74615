// A function of one element of a leaf, to be asked anywhere without moving the leaf.

import { type Accessor, createMemo, untrack } from "solid-js";
import { autograd, createTensor, substitute, type Tensor, type TypedArray } from "../../src/index";
import { type Attempt, messageOf } from "../guard";
import { indexOf } from "../place";

/** What is plotted: a scalar computed from the leaf, or a function that computes one from any tensor like the leaf. */
export type Plotted = Tensor | ((x: Tensor) => Tensor);

/** What is known of the function at one place. */
export interface Reading {
  readonly x: number;
  readonly value: number;
  /** NaN where there is no gradient. */
  readonly slope: number;
}

export interface Probe {
  /** The value at `x`; throws what computing it throws. Untracked. */
  valueAt(x: number): number;
  /** Value and slope at `x`. Untracked. */
  readingAt(x: number): Reading;
}

export interface ProbeSource {
  of: Plotted;
  leaf: Tensor;
  /** The row-major place of the element. */
  place: number;
  /** The place a part of the way from one end of the axis to the other. */
  at(part: number): number;
}

const isFloating = ({ dtype }: Tensor): boolean => dtype === "float32" || dtype === "float64";

/** `of` with another tensor in place of the leaf. */
const applied = (of: Plotted, leaf: Tensor, other: Tensor): Tensor =>
  typeof of === "function" ? createTensor(() => of(other)) : substitute(of, [[leaf, other]]);

/** @param others the leaf's elements; that at `place` does not matter. */
function makeProbe(source: ProbeSource, others: Accessor<TypedArray>): Probe {
  const { of, leaf, place } = source;
  const x = leaf.snapshot();
  if (isFloating(x)) x.requiresGrad = true;
  const index = indexOf(place, x.shape);
  const result = applied(of, leaf, x);
  if (result.numel() !== 1) {
    throw new Error(`Plot: of is to be one number, and has shape [${result.shape.join(", ")}]`);
  }
  let known: TypedArray | null = null;
  let gradient: Tensor | null | undefined;

  const valueAt = (to: number): number =>
    untrack(() => {
      if (known !== others()) x.set(others());
      known = others();
      if (index.length === 0) x.set(to);
      else x.setAt(index, to);
      return Number(result.item());
    });
  const slope = (): number => {
    // Another branch has another gradient; the expression of a fixed graph follows by itself.
    if (gradient === undefined || typeof of === "function") {
      gradient = result.requiresGrad
        ? (autograd.grad(result, [x], { retainGraph: true, allowUnused: true })[0] ?? null)
        : undefined;
    }
    if (gradient === undefined) return Number.NaN;
    return gradient === null ? 0 : (gradient.toTypedArray()[place] as number);
  };
  return {
    valueAt,
    readingAt: (to) => untrack(() => ({ x: to, value: valueAt(to), slope: slope() })),
  };
}

/** Where a function is asked what else it depends on: its branches may read different things. */
const lookouts = [0, 0.13, 0.29, 0.41, 0.53, 0.67, 0.81, 0.93, 1];

/** A tensor that is told of whatever `of` depends on besides the leaf. */
function makeLookout({ of, leaf, place, at }: ProbeSource): Tensor {
  if (typeof of !== "function") return substitute(of, [[leaf, leaf.snapshot()]]);
  const copies = lookouts.map((part) => {
    const copy = leaf.snapshot();
    if (isFloating(copy)) copy.requiresGrad = true;
    const values = copy.toTypedArray();
    values[place] = at(part);
    return copy.set(values);
  });
  return createTensor(() => {
    for (const copy of copies) quietly(() => of(copy).item());
    return 0;
  });
}

function tried<T>(make: () => T): Attempt<T> {
  try {
    return { ok: true, value: make() };
  } catch (thrown) {
    return { ok: false, message: messageOf(thrown) };
  }
}

/** Reads, for the sake of being told; what it throws is shown by whoever reads for the value. */
function quietly(read: () => unknown): void {
  try {
    read();
  } catch {
    // it has been tracked all the same
  }
}

function sameElsewhere(a: TypedArray, b: TypedArray, place: number): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (i !== place && !Object.is(a[i], b[i])) return false;
  return true;
}

/**
 * A probe of what `source` says, and `changed`, which becomes another number whenever the rest of the
 * leaf or anything else that the function depends on does, but not when the element alone moves.
 * @param elements those of the leaf; the array may be written again.
 */
export function createProbe(
  source: () => ProbeSource,
  elements: Accessor<TypedArray>,
): {
  readonly probe: Accessor<Attempt<Probe>>;
  readonly changed: Accessor<number>;
} {
  const others = createMemo<TypedArray>((before) => {
    const [now, { place }] = [elements(), source()];
    return sameElsewhere(before, now, place) ? before : now.slice();
  }, new Float32Array(0));
  const built = createMemo(() => {
    const now = source();
    return { now, lookout: untrack(() => tried(() => makeLookout(now))) };
  });
  let count = 0;
  const changed = createMemo(() => {
    const { lookout } = built();
    others();
    if (lookout.ok) quietly(() => lookout.value.item());
    return ++count;
  });
  const probe = createMemo(() => {
    const { now, lookout } = built();
    if (!lookout.ok) return lookout;
    const made = untrack(() => tried(() => makeProbe(now, others)));
    // It may succeed when something else is different.
    if (!made.ok) changed();
    return made;
  });
  return { probe, changed };
}
