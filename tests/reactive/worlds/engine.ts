// A world built from the engine and from Solid.

import { createMemo, createSignal, type Setter } from "solid-js";
import { createTensor, stack, type Tensor, tensor } from "../../../src/index";
import { drive, drivesInner, failed, pick } from "./model";
import type { Cell, Source, World } from "./world";

export interface Built {
  readonly tensors: readonly Tensor[];
  /** For each tensor its index among the model's results. */
  readonly places: readonly number[];
  /** The tensors that may have a `.grad`, as indices into `tensors`. */
  readonly parameters: readonly number[];
  readonly setters: readonly Setter<number>[];
  /** Tensors that may depend on a user's memo. */
  readonly onMemo: ReadonlySet<Tensor>;
  /** The cells as built: one whose function threw at its first run is replaced by a plain one. */
  readonly cells: readonly Cell[];
}

/** What a cell may read: what was made before it. */
interface Before {
  tensor(ref: number): Tensor;
  number(source: Source): number;
  memoOf(source: Source): boolean;
}

/** The number in a tensor, or `failed` where reading throws. */
function numberIn(of: Tensor): number {
  try {
    return of.item() as number;
  } catch {
    return failed;
  }
}

/** Builds everything in the current owner. */
export function build(world: World): Built {
  const tensors: Tensor[] = [];
  const places: number[] = [];
  const parameters: number[] = [];
  const memos: (() => number)[] = [];
  const onMemo = new Set<Tensor>();
  const cells: Cell[] = [];
  const signals = world.signals.map((value) => createSignal(value));

  const addTensor = (made: Tensor, place: number, isParameter: boolean) => {
    if (isParameter) parameters.push(tensors.length);
    tensors.push(made);
    places.push(place);
  };

  world.leaves.forEach((value, i) => {
    const requiresGrad = i < world.leaves.length - 1;
    addTensor(tensor(value, { dtype: "float64", requiresGrad }), i, requiresGrad);
  });

  world.cells.forEach((cell, i) => {
    const before = readersOf(
      tensors.slice(),
      memos.slice(),
      signals.map(([get]) => get),
    );
    if (cell.kind === "memo") {
      memos.push(createMemo(() => driveBy(cell.by, cell.inner, before)));
      cells.push(cell);
      return;
    }
    let [as, made] = [cell as Cell, null as Tensor | null];
    try {
      made = buildTensor(cell, before);
    } catch {
      as = { kind: "relu", a: 0, b: 0 };
      made = buildTensor(as, before);
    }
    if (mayFollowMemo(as, before, onMemo)) onMemo.add(made);
    cells.push(as);
    addTensor(made, world.leaves.length + i, as.kind === "driven" && as.grad);
  });
  return { tensors, places, parameters, setters: signals.map(([, set]) => set), onMemo, cells };
}

function readersOf(
  tensors: readonly Tensor[],
  memos: readonly (() => number)[],
  signals: readonly (() => number)[],
): Before {
  const memoOf = ({ from }: Source) => from === "memo" && memos.length > 0;
  return {
    tensor: (ref) => pick(tensors, ref),
    memoOf,
    number: (source) => {
      if (source.from === "tensor") return numberIn(pick(tensors, source.ref));
      return pick(memoOf(source) ? memos : signals, source.ref)();
    },
  };
}

/** Reads the second number only where it matters. */
function driveBy(by: Source, inner: Source, { number }: Before): number {
  const first = number(by);
  return drivesInner(first) ? drive(first, number(inner)) : drive(first, 0);
}

function buildTensor(cell: Exclude<Cell, { kind: "memo" }>, before: Before): Tensor {
  const { tensor: at, number } = before;
  if (cell.kind === "driven") {
    return createTensor(() => driveBy(cell.by, cell.inner, before), {
      dtype: "float64",
      requiresGrad: cell.grad,
    });
  }
  const a = at(cell.a);
  const b = at(cell.b);
  switch (cell.kind) {
    case "add":
      return a.add(b);
    case "sub":
      return a.sub(b);
    case "mulSin":
      return a.mul(b).sin();
    case "relu":
      return a.relu();
    case "choose":
      return createTensor(() => (number(cell.by) > cell.above ? a : b));
    case "build":
      return createTensor(() => (number(cell.by) > cell.above ? a.mul(b).sin() : b.mul(2)));
    case "nested":
      return createTensor(() => {
        if (number(cell.by) <= cell.above) return b;
        return createTensor(() => (number(cell.inner) > cell.above ? a.add(b) : a));
      });
    case "reshape": {
      const vector = createTensor(() => stack(number(cell.by) > cell.above ? [a, a, a] : [a, a]));
      return vector.mul(b).sum();
    }
    case "throws":
      return createTensor(() => {
        if (number(cell.by) > cell.above) throw new Error("a branch that throws");
        return a;
      });
  }
}

function mayFollowMemo(cell: Cell, before: Before, onMemo: ReadonlySet<Tensor>): boolean {
  const sources = "by" in cell ? [cell.by, cell.inner] : [];
  const refs = "a" in cell ? [cell.a, cell.b] : [];
  for (const source of sources) if (source.from === "tensor") refs.push(source.ref);
  return sources.some(before.memoOf) || refs.some((ref) => onMemo.has(before.tensor(ref)));
}
