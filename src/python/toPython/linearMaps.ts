// Padding and interpolation: in the engine both are a linear map along each of some dimensions.

import { tensorText } from "./arguments";
import { atom, call, type Expression, method } from "./expression";
import { dtypeText, numberText } from "./literals";
import type { Recipe, Step } from "./step";

/** For each output the inputs that it reads, from `starts[i]` to before `starts[i + 1]`, weighted. */
interface Taps {
  readonly inputs: number;
  readonly outputs: number;
  readonly starts: ArrayLike<number>;
  readonly index: ArrayLike<number>;
  readonly weight: ArrayLike<number>;
}

interface LinearMap {
  readonly fill: number;
  readonly taps: (shape: readonly number[]) => readonly (Taps | null)[];
}

/** What each output reads if that is one input as it is; -1 for none, null for anything else. */
function readsOf({ outputs, starts, index, weight }: Taps): number[] | null {
  const reads: number[] = [];
  for (let j = 0; j < outputs; j++) {
    const from = starts[j] as number;
    const count = (starts[j + 1] as number) - from;
    if (count > 1 || (count === 1 && weight[from] !== 1)) return null;
    reads.push(count === 0 ? -1 : (index[from] as number));
  }
  return reads;
}

/** How much is added before and after a dimension; null if it is not just moved. */
function marginsOf(taps: Taps): readonly [number, number] | null {
  const reads = readsOf(taps);
  const at = reads?.findIndex((i) => i >= 0) ?? -1;
  if (reads === null || at < 0) return null;
  const before = at - (reads[at] as number);
  const moved = reads.every((i, j) => {
    const source = j - before;
    return i === (source >= 0 && source < taps.inputs ? source : -1);
  });
  return moved ? [before, taps.outputs - taps.inputs - before] : null;
}

/** The matrix of a map, a row for each output. */
function matrixText({ inputs, outputs, starts, index, weight }: Taps, step: Step): string {
  const { dtype } = step.tensor;
  const rows = Array.from({ length: outputs }, (_, j) => {
    const row = new Float64Array(inputs);
    for (let k = starts[j] as number; k < (starts[j + 1] as number); k++) {
      const i = index[k] as number;
      row[i] = (row[i] as number) + (weight[k] as number);
    }
    return `[${Array.from(row, (value) => numberText(value, dtype)).join(", ")}]`;
  });
  return `torch.tensor([${rows.join(", ")}], dtype=${dtypeText(dtype)})`;
}

function mapped(x: Expression, taps: Taps, dim: number, step: Step): Expression {
  const reads = readsOf(taps);
  if (reads?.every((i) => i >= 0)) {
    return call("torch.index_select", x.text, String(dim), `torch.tensor([${reads.join(", ")}])`);
  }
  const last = method(x, "movedim", String(dim), "-1").text;
  return method(atom(`(${last} @ ${matrixText(taps, step)}.t())`), "movedim", "-1", String(dim));
}

export const linearMap: Recipe = (step) => {
  const { fill, taps } = step.arg<LinearMap>("map");
  const each = taps(step.shapeOf("input"));
  const input = tensorText(step, "input");
  const margins = each.map((of) => (of === null ? ([0, 0] as const) : marginsOf(of)));
  if (margins.every((pair) => pair !== null)) {
    const first = margins.findIndex((pair) => pair.some((n) => n !== 0));
    const sizes = margins.slice(first).reverse().flat().join(", ");
    const value = fill === 0 ? null : `value=${numberText(fill, "float64")}`;
    return call("F.pad", input, `(${sizes})`, value);
  }
  return each.reduce<Expression>(
    (x, of, dim) => (of === null ? x : mapped(x, of, dim, step)),
    atom(input),
  );
};
