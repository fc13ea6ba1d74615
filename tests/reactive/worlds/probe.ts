// One place to look at in a world: what is there, and what the model says should be there.

import { autograd, type Tensor } from "../../../src/index";
import type { Built } from "./engine";
import { type Dual, gradientOf, pick, type Result } from "./model";
import type { Look } from "./world";

/** What one look shows: a number, no gradient, or an error. */
export type Seen = number | null | "error";

export interface Probe {
  readonly name: string;
  look(): Seen;
  /** Undefined where a held loss is in error, which leaves gradients open. */
  expected(): Seen | undefined;
  /** Whether looking reads a user's memo. */
  onMemo(): boolean;
}

/** A `.grad` that somebody keeps, with the loss that was held and the leaf, as tensor indices. */
export interface Kept {
  readonly gradient: Tensor;
  readonly loss: number;
  readonly leaf: number;
}

/** What probes need to know of the world as it goes on. */
export interface Now {
  readonly built: Built;
  /** The tensors whose `createBackward` lives, by index. */
  held(): readonly number[];
  result(tensor: number): Result;
}

export function probe({ at, ref }: Look, kept: readonly Kept[], now: Now): Probe {
  const { tensors, parameters, places, onMemo } = now.built;
  const index = ref % tensors.length;
  const tensor = tensors[index] as Tensor;
  const follows = (i: number): boolean => onMemo.has(tensors[i] as Tensor);
  const named = (name: string, look: () => Seen, rest: Omit<Probe, "name" | "look">): Probe => ({
    name: `${name} of tensor ${index}`,
    look: () => attempt(look),
    ...rest,
  });

  if (at === "kept" && kept.length > 0) {
    const { gradient, loss, leaf } = pick(kept, ref);
    return named(`the kept gradient by ${leaf} of ${loss}`, () => gradient.item() as number, {
      expected: () => slopeOf(now.result(loss), places[leaf] as number) ?? 0,
      onMemo: () => follows(loss),
    });
  }
  if (at === "grad" && parameters.length > 0) {
    const leaf = pick(parameters, ref);
    const look = () => gradientAt((tensors[leaf] as Tensor).grad);
    return named(`.grad of ${leaf}, looked at by the number`, look, {
      expected: () => {
        const losses = now.held().map((i) => now.result(i));
        if (losses.includes(null)) return undefined;
        return gradientOf(places[leaf] as number, losses as Dual[]);
      },
      onMemo: () => now.held().some(follows),
    });
  }
  if (at === "slope" && parameters.length > 0) {
    const leaf = pick(parameters, ref);
    const look = () => {
      if (!tensor.requiresGrad) return null;
      const options = { allowUnused: true, retainGraph: true } as const;
      return gradientAt(autograd.grad(tensor, tensors[leaf] as Tensor, options)[0] ?? null);
    };
    return named(`the slope by ${leaf}`, look, {
      expected: () => slopeOf(now.result(index), places[leaf] as number),
      onMemo: () => follows(index),
    });
  }
  return named("the value", () => tensor.item() as number, {
    expected: () => now.result(index)?.v ?? "error",
    onMemo: () => follows(index),
  });
}

const gradientAt = (gradient: Tensor | null): Seen =>
  gradient === null ? null : (gradient.item() as number);

const slopeOf = (result: Result, place: number): Seen =>
  result === null ? "error" : (result.d.get(place) ?? null);

function attempt(look: () => Seen): Seen {
  try {
    return look();
  } catch {
    return "error";
  }
}

/** Equal up to rounding: the engine may add in another order. */
export function same(a: Seen, b: Seen): boolean {
  if (typeof a !== "number" || typeof b !== "number") return a === b;
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
