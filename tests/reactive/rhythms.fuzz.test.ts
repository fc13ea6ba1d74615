// Phrases of writes and reads, repeated until traces and programs serve them, with watchers that come
// and go. After each phrase every value that was read, and every one that a watcher saw, is that of a
// graph built anew from the leaves' values at that moment. (Looking in between would reset what the
// engine remembers, and so hide its mistakes.)

import fc from "fast-check";
import { batch, createEffect, createRoot } from "solid-js";
import { expect, it } from "vitest";
import { createTensor, noGrad, type Tensor, tensor } from "../../src/index";

const leafCount = 3;
const length = 4;

type Operation = (a: Tensor, b: Tensor, c: Tensor) => Tensor;

const operations: readonly Operation[] = [
  (a, b) => a.add(b),
  (a, b) => a.mul(b).mul(0.5),
  (a, b) => a.sub(b).relu(),
  (a, b) =>
    a
      .reshape([4, 1])
      .matmul(b.reshape([1, 4]))
      .sum(0),
  (a, b) =>
    a
      .reshape([2, 2])
      .t()
      .matmul(b.reshape([2, 2]))
      .reshape([4]),
  (a) => a.tanh(),
  (a) => a.reshape([2, 2]).reshape([4]).neg(),
  (a, b) => a.sigmoid().add(b.sum()),
  (a) => a.cumsum(0).mul(0.25),
  (a, b) => a.maximum(b),
  (a, b) => a.detach().add(b),
  (a, b) => a.mean().expand([4]).add(b),
  (a, b, c) => createTensor(() => (a.sum().item() > 0 ? b.mul(2) : c.add(1))),
];

const number = fc.integer({ min: -4, max: 4 }).map((n) => n / 2);
const act = fc.oneof(
  fc.record({ kind: fc.constant("set" as const), leaf: fc.nat(2), value: number }),
  fc.record({ kind: fc.constant("setAt" as const), leaf: fc.nat(2), at: fc.nat(3), value: number }),
  fc.record({ kind: fc.constant("add" as const), leaf: fc.nat(2), value: number }),
  fc.record({ kind: fc.constant("read" as const), node: fc.nat(99) }),
  fc.record({ kind: fc.constant("read" as const), node: fc.nat(99) }),
);
const phrase = fc.record({
  batched: fc.boolean(),
  acts: fc.array(act, { minLength: 2, maxLength: 5 }),
});
const worlds = fc.record({
  dtype: fc.constantFrom("float32" as const, "float64" as const),
  nodes: fc.array(fc.tuple(fc.nat(operations.length - 1), fc.nat(99), fc.nat(99), fc.nat(99)), {
    minLength: 3,
    maxLength: 10,
  }),
  phrases: fc.array(phrase, { minLength: 1, maxLength: 2 }),
  /** Which phrase is played, and whether a watcher comes or goes before it. */
  score: fc.array(fc.record({ phrase: fc.nat(3), watch: fc.option(fc.nat(99), { freq: 5 }) }), {
    minLength: 20,
    maxLength: 50,
  }),
});

type World = typeof worlds extends fc.Arbitrary<infer W> ? W : never;

/** All tensors of a world over leaves of these values. */
function build({ dtype, nodes }: World, values: readonly (readonly number[])[]): Tensor[] {
  const all = values.map((data) => tensor([...data], { dtype, requiresGrad: true }));
  for (const [operation, ...from] of nodes) {
    const [a, b, c] = from.map((i) => all[i % all.length] as Tensor) as [Tensor, Tensor, Tensor];
    all.push((operations[operation] as Operation)(a, b, c));
  }
  return all;
}

function play(world: World): void {
  const all = build(
    world,
    Array.from({ length: leafCount }, (_, i) => new Array(length).fill(i - 1)),
  );
  const leaves = all.slice(0, leafCount);
  const current = (): number[][] => leaves.map((leaf) => [...leaf.toTypedArray()]);
  const read: { index: number; seen: unknown; leaves: number[][] }[] = [];
  const watchers = new Map<number, { dispose: () => void; seen: unknown }>();
  const toggle = (index: number): void => {
    const known = watchers.get(index);
    if (known !== undefined) {
      known.dispose();
      watchers.delete(index);
      return;
    }
    const watcher = { dispose: () => {}, seen: null as unknown };
    watcher.dispose = createRoot((dispose) => {
      createEffect(() => {
        watcher.seen = (all[index] as Tensor).tolist();
      });
      return dispose;
    });
    watchers.set(index, watcher);
  };
  const carryOut = (
    step: (typeof act extends fc.Arbitrary<infer A> ? A : never) & object,
  ): void => {
    if (step.kind === "read") {
      const index = step.node % all.length;
      read.push({ index, seen: (all[index] as Tensor).tolist(), leaves: current() });
      return;
    }
    const leaf = leaves[step.leaf] as Tensor;
    if (step.kind === "set") leaf.set(step.value);
    else if (step.kind === "setAt") leaf.setAt(step.at, step.value);
    else noGrad(() => leaf.add_(step.value));
  };
  for (const { phrase, watch } of world.score) {
    if (watch !== null) toggle(watch % all.length);
    const { batched, acts } = world.phrases[
      phrase % world.phrases.length
    ] as (typeof world.phrases)[0];
    if (batched) batch(() => acts.forEach(carryOut));
    else acts.forEach(carryOut);
    for (const { index, seen, leaves } of read.splice(0)) {
      expect(seen).toEqual((build(world, leaves)[index] as Tensor).tolist());
    }
    const now = build(world, current());
    for (const [index, { seen }] of watchers) expect(seen).toEqual((now[index] as Tensor).tolist());
  }
  for (const { dispose } of watchers.values()) dispose();
}

it("repeated phrases of writes and reads never show an old value", () => {
  fc.assert(fc.property(worlds, play), { numRuns: process.env.FULL ? 3_000 : 150 });
});
