// Plays a world's commands and compares all that is seen with the model, at the moment it is seen.

import { batch, createEffect, createMemo, createRoot } from "solid-js";
import { createBackward, type Tensor } from "../../../src/index";
import { build } from "./engine";
import { type Dual, evaluateAll, gradientOf, pick, type Result } from "./model";
import type { Command, Look, Step, World } from "./world";

/** What one look showed: a number, no gradient, or an error. */
type Seen = number | null | "error";

interface Watcher {
  runs: number;
  seen: readonly Seen[];
  readonly looks: readonly Look[];
  readonly dispose: () => void;
}

/** Plays the world; throws at the first thing that differs from the model. */
export async function play(world: World): Promise<void> {
  let disposeWorld = () => {};
  const built = createRoot((dispose) => {
    disposeWorld = dispose;
    return build(world);
  });
  const { tensors, places, parameters, setters, onMemo } = built;
  const state = { leaves: [...world.leaves], signals: [...world.signals] };
  const watchers = new Map<number, Watcher>();
  const holders = new Map<number, () => void>();
  let results = evaluateAll(built.cells, state);
  const current = (): Result[] => {
    results = evaluateAll(built.cells, state);
    return results;
  };

  const tensorOf = (look: Look): number =>
    look.at === "value" || parameters.length === 0
      ? look.ref % tensors.length
      : pick(parameters, look.ref);
  const resultAt = (index: number): Result => results[places[index] as number] as Result;

  /** What the model says; undefined where a held loss is in error, which leaves gradients open. */
  const expected = (look: Look): Seen | undefined => {
    const index = tensorOf(look);
    if (look.at === "value") return resultAt(index)?.v ?? "error";
    const losses = [...holders.keys()].map(resultAt);
    if (losses.includes(null)) return undefined;
    return gradientOf(places[index] as number, losses as Dual[]);
  };
  const actual = (look: Look): Seen => {
    const tensor = tensors[tensorOf(look)] as Tensor;
    try {
      if (look.at === "value") return tensor.item() as number;
      const { grad } = tensor;
      return grad === null ? null : (grad.item() as number);
    } catch {
      return "error";
    }
  };
  const compare = (where: string, look: Look, seen: Seen): void => {
    const should = expected(look);
    if (should === undefined || same(seen, should)) return;
    throw new Error(`${where}: ${look.at} of tensor ${tensorOf(look)}: ${seen}, not ${should}`);
  };

  /** Solid swallows what effects throw in places, so failures are kept and thrown at the end. */
  const failures: Error[] = [];
  const lookAll = (where: string, looks: readonly Look[]): Seen[] => {
    const seen = looks.map(actual);
    try {
      looks.forEach((look, i) => {
        compare(where, look, seen[i] as Seen);
      });
    } catch (error) {
      failures.push(error as Error);
    }
    return seen;
  };

  const watch = (slot: number, memo: boolean, looks: readonly Look[]): void => {
    const old = watchers.get(slot);
    if (old !== undefined) {
      old.dispose();
      watchers.delete(slot);
      return;
    }
    createRoot((dispose) => {
      const watcher: Watcher = { runs: 0, seen: [], looks, dispose };
      watchers.set(slot, watcher);
      const run = () => {
        watcher.runs++;
        watcher.seen = lookAll(memo ? "memo" : "effect", looks);
        return watcher.seen;
      };
      if (!memo) return createEffect(run);
      const seen = createMemo(run, undefined, { equals: false });
      return createEffect(() => seen());
    });
  };

  const hold = (ref: number): void => {
    const index = ref % tensors.length;
    const old = holders.get(index);
    if (old !== undefined) {
      holders.delete(index);
      old();
      return;
    }
    // The model first: effects that the holder wakes compare at once.
    const { requiresGrad, inError } = statusOf(tensors[index] as Tensor);
    if (!requiresGrad || inError) return;
    holders.set(index, () => {});
    holders.set(index, createBackward(tensors[index] as Tensor));
  };

  const take = (step: Step): void => {
    if (step.type === "look") lookAll("reader", [step.look]);
    else if (step.type === "write") {
      const leaf = step.ref % state.leaves.length;
      state.leaves[leaf] = step.value;
      current();
      (tensors[leaf] as Tensor).set(step.value);
    } else {
      const signal = step.ref % state.signals.length;
      state.signals[signal] = step.value;
      current();
      pick(setters, signal)(step.value);
    }
  };

  /** Solid itself glitches when a user's memo is read within a batch and then changes again. */
  const glitchesInSolid = (look: Look): boolean =>
    look.at === "value"
      ? onMemo.has(tensors[tensorOf(look)] as Tensor)
      : [...holders.keys()].some((index) => onMemo.has(tensors[index] as Tensor));

  const takeBatch = (steps: readonly Step[]): void => {
    const lastWrite = steps.findLastIndex((step) => step.type !== "look");
    batch(() => {
      steps.forEach((step, i) => {
        if (step.type === "look" && i < lastWrite && glitchesInSolid(step.look)) return;
        take(step);
      });
    });
  };

  const obey = async (command: Command): Promise<void> => {
    if (command.type === "batch") takeBatch(command.steps);
    else if (command.type === "watch") watch(command.slot, command.memo, command.looks);
    else if (command.type === "hold") hold(command.ref);
    else if (command.type === "rest") await Promise.resolve();
    else take(command);
  };

  for (const command of world.commands) {
    for (const watcher of watchers.values()) watcher.runs = 0;
    await obey(command);
    for (const { runs, seen, looks } of watchers.values()) {
      if (runs > 1) failures.push(new Error(`a watcher ran ${runs} times for ${command.type}`));
      looks.forEach((look, i) => {
        const should = expected(look);
        if (should !== undefined && !same(seen[i] as Seen, should)) {
          const text = `${look.at} of tensor ${tensorOf(look)}: shows ${seen[i]}, not ${should}`;
          failures.push(new Error(`a watcher was not told after ${command.type}: ${text}`));
        }
      });
    }
    if (failures.length > 0) break;
  }
  for (const { dispose } of watchers.values()) dispose();
  for (const dispose of holders.values()) dispose();
  disposeWorld();
  if (failures.length > 0) throw failures[0];
}

function statusOf(tensor: Tensor): { requiresGrad: boolean; inError: boolean } {
  try {
    tensor.item();
    return { requiresGrad: tensor.requiresGrad, inError: false };
  } catch {
    return { requiresGrad: false, inError: true };
  }
}

function same(a: Seen, b: Seen): boolean {
  if (typeof a !== "number" || typeof b !== "number") return a === b;
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
