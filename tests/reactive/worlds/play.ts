// Plays a world's commands and compares all that is seen with the model, at the moment it is seen.

import { batch, createEffect, createMemo, createRoot } from "solid-js";
import { createBackward, type Tensor } from "../../../src/index";
import { type Built, build } from "./engine";
import { evaluateAll, pick, type Result } from "./model";
import { type Kept, type Now, type Probe, probe, type Seen, same } from "./probe";
import type { Command, Look, Step, World } from "./world";

interface Watcher {
  runs: number;
  seen: readonly Seen[];
  readonly probes: readonly Probe[];
  readonly dispose: () => void;
}

/** Plays the world; throws at the first thing that differs from the model. */
export async function play(world: World): Promise<void> {
  const game = new Game(world);
  try {
    for (const command of world.commands) {
      await game.obey(command);
      game.checkWatchers(command.type);
      if (game.failures.length > 0) throw game.failures[0];
    }
  } finally {
    game.end();
  }
}

class Game implements Now {
  /** Kept and thrown later, since what an effect throws stops the others. */
  readonly failures: Error[] = [];
  readonly built: Built;
  private readonly endWorld: () => void;
  private readonly leaves: number[];
  private readonly signals: number[];
  private results: readonly Result[] = [];
  private readonly watchers = new Map<number, Watcher>();
  private readonly holders = new Map<number, () => void>();
  private readonly kept: Kept[] = [];

  constructor(world: World) {
    this.leaves = [...world.leaves];
    this.signals = [...world.signals];
    [this.built, this.endWorld] = createRoot((dispose) => [build(world), dispose] as const);
    this.model();
  }

  held(): readonly number[] {
    return [...this.holders.keys()];
  }

  result(tensor: number): Result {
    return this.results[this.built.places[tensor] as number] as Result;
  }

  private model(): void {
    this.results = evaluateAll(this.built.cells, { leaves: this.leaves, signals: this.signals });
  }

  async obey(command: Command): Promise<void> {
    for (const watcher of this.watchers.values()) watcher.runs = 0;
    if (command.type === "batch") this.batch(command.steps);
    else if (command.type === "watch") this.watch(command.slot, command.memo, command.looks);
    else if (command.type === "hold") this.hold(command.ref % this.built.tensors.length);
    else if (command.type === "rest") await Promise.resolve();
    else this.take(command);
  }

  private take(step: Step): void {
    if (step.type === "look") this.lookAt("a reader", [probe(step.look, this.kept, this)]);
    else if (step.type === "write") {
      const leaf = step.ref % this.leaves.length;
      this.leaves[leaf] = step.value;
      this.model();
      (this.built.tensors[leaf] as Tensor).set(step.value);
    } else {
      const signal = step.ref % this.signals.length;
      this.signals[signal] = step.value;
      this.model();
      pick(this.built.setters, signal)(step.value);
    }
  }

  /**
   * Solid 1.9 itself glitches when a user's memo is read within a batch and then changes again: a
   * memo or effect below it may keep what it saw. Exactly that is left out.
   */
  private batch(steps: readonly Step[]): void {
    const lastWrite = steps.findLastIndex((step) => step.type !== "look");
    batch(() => {
      steps.forEach((step, i) => {
        const early = step.type === "look" && i < lastWrite;
        if (early && probe(step.look, this.kept, this).onMemo()) return;
        this.take(step);
      });
    });
  }

  private watch(slot: number, memo: boolean, looks: readonly Look[]): void {
    const before = this.watchers.get(slot);
    if (before !== undefined) {
      before.dispose();
      this.watchers.delete(slot);
      return;
    }
    const probes = looks.map((look) => probe(look, this.kept, this));
    createRoot((dispose) => {
      const watcher: Watcher = { runs: 0, seen: [], probes, dispose };
      this.watchers.set(slot, watcher);
      const run = () => {
        watcher.runs++;
        watcher.seen = this.lookAt(memo ? "a memo" : "an effect", probes);
        return watcher.seen;
      };
      if (!memo) return createEffect(run);
      const seen = createMemo(run, undefined, { equals: false });
      return createEffect(() => seen());
    });
  }

  private hold(index: number): void {
    const end = this.holders.get(index);
    if (end !== undefined) {
      // The model first: the readers that wake compare at once.
      this.holders.delete(index);
      end();
      return;
    }
    const loss = this.built.tensors[index] as Tensor;
    if (this.result(index) === null || !loss.requiresGrad) return;
    this.holders.set(index, () => {});
    this.holders.set(index, createBackward(loss));
    if (this.holders.size > 1) return;
    for (const leaf of this.built.parameters) {
      const gradient = (this.built.tensors[leaf] as Tensor).grad;
      if (gradient !== null) this.kept.push({ gradient, loss: index, leaf });
    }
  }

  private lookAt(who: string, probes: readonly Probe[]): Seen[] {
    const seen = probes.map((each) => each.look());
    this.compare(`${who} sees`, probes, seen);
    return seen;
  }

  private compare(who: string, probes: readonly Probe[], seen: readonly Seen[]): void {
    probes.forEach((each, i) => {
      const should = each.expected();
      if (should === undefined || same(seen[i] as Seen, should)) return;
      this.failures.push(new Error(`${who} ${each.name}: ${seen[i]}, not ${should}`));
    });
  }

  /** Every watcher has been told of what changed, and told once. */
  checkWatchers(command: string): void {
    for (const { runs, seen, probes } of this.watchers.values()) {
      if (runs > 1) this.failures.push(new Error(`a watcher ran ${runs} times for one ${command}`));
      this.compare(`a watcher, not told after a ${command}, still shows`, probes, seen);
    }
  }

  end(): void {
    for (const { dispose } of this.watchers.values()) dispose();
    for (const end of this.holders.values()) end();
    this.endWorld();
  }
}
