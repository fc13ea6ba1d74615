// What a random world is made of, as plain data: cells that read earlier cells, and commands.
//
// A cell is a tensor or a user's Solid memo. References are numbers taken modulo what there is, so
// that every generated (and every shrunk) value is a valid world.

import fc from "fast-check";

/** Where a function inside `createTensor` or `createMemo` gets a plain number from. */
export interface Source {
  readonly from: "tensor" | "signal" | "memo";
  readonly ref: number;
}

export type Cell =
  | { readonly kind: "add" | "sub" | "mulSin" | "relu"; readonly a: number; readonly b: number }
  /** A branch on a number: an existing tensor, or one built on the spot. */
  | {
      readonly kind: "choose" | "build" | "nested" | "reshape" | "throws";
      readonly by: Source;
      readonly inner: Source;
      readonly above: number;
      readonly a: number;
      readonly b: number;
    }
  /** A leaf driven by what a function reads. */
  | { readonly kind: "driven"; readonly by: Source; readonly inner: Source; readonly grad: boolean }
  /** A user's memo: a number, not a tensor. */
  | { readonly kind: "memo"; readonly by: Source; readonly inner: Source };

/**
 * What a watcher or an untracked reader looks at: a value, a leaf's `.grad`, what `autograd.grad`
 * gives, or a `.grad` that was captured when its loss was first held.
 */
export interface Look {
  readonly at: "value" | "grad" | "slope" | "kept";
  readonly ref: number;
}

export type Step =
  | { readonly type: "write" | "signal"; readonly ref: number; readonly value: number }
  | { readonly type: "look"; readonly look: Look };

export type Command =
  | Step
  | { readonly type: "batch"; readonly steps: readonly Step[] }
  /** Starts or ends a watcher: an effect, or a memo with an effect below it. */
  | {
      readonly type: "watch";
      readonly slot: number;
      readonly memo: boolean;
      readonly looks: readonly Look[];
    }
  /** Starts or ends a `createBackward` on a cell. */
  | { readonly type: "hold"; readonly ref: number }
  /** Lets microtasks run: departed watchers are swept. */
  | { readonly type: "rest" };

export interface World {
  /** Start values of the leaf tensors; the last one does not require a gradient. */
  readonly leaves: readonly number[];
  readonly signals: readonly number[];
  readonly cells: readonly Cell[];
  readonly commands: readonly Command[];
}

const value = fc.constantFrom(0, 1, 2, -1, -2);
const ref = fc.nat(11);
const source: fc.Arbitrary<Source> = fc.record({
  from: fc.constantFrom("tensor", "signal", "memo"),
  ref,
});
const look: fc.Arbitrary<Look> = fc.record({
  at: fc.constantFrom("value", "grad", "slope", "kept"),
  ref,
});

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.record({ kind: fc.constantFrom("add", "sub", "mulSin", "relu"), a: ref, b: ref }),
  fc.record({
    kind: fc.constantFrom("choose", "build", "nested", "reshape", "throws"),
    by: source,
    inner: source,
    above: fc.constantFrom(0.5, -0.5, 1.5),
    a: ref,
    b: ref,
  }),
  fc.record({ kind: fc.constant("driven"), by: source, inner: source, grad: fc.boolean() }),
  fc.record({ kind: fc.constant("memo"), by: source, inner: source }),
);

const write = fc.record({ type: fc.constantFrom("write", "signal"), ref, value });
const looking = fc.record({ type: fc.constant("look"), look });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: write },
  { weight: 1, arbitrary: looking },
);
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: step },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant("batch"), steps: fc.array(step, { maxLength: 5 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("watch"),
      slot: fc.nat(2),
      memo: fc.boolean(),
      looks: fc.array(look, { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("hold"), ref }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("rest") }) },
);

export const worlds: fc.Arbitrary<World> = fc.record({
  leaves: fc.array(value, { minLength: 2, maxLength: 4 }),
  signals: fc.array(value, { minLength: 1, maxLength: 2 }),
  cells: fc.array(cell, { minLength: 1, maxLength: 9 }),
  commands: fc.array(command, { minLength: 1, maxLength: 16 }),
}) as fc.Arbitrary<World>;
