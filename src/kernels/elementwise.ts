// Loops over elements. Operands may have different shapes that broadcast; how each is stepped through
// is prepared once per node.

export type Data = Float32Array | Float64Array | Uint8Array;

type Shape = readonly number[];

/**
 * How two operands are read for one output:
 * `equal` both element by element; `left`/`right` where that one is a single number; else by strides,
 * row by row: `steps` are the strides per outer dimension, `inner` those along the last one.
 */
export type Plan =
  | { readonly kind: "equal" }
  | { readonly kind: "left" }
  | { readonly kind: "right" }
  | {
      readonly kind: "strided";
      readonly outer: Shape;
      readonly length: number;
      readonly a: readonly number[];
      readonly b: readonly number[];
      readonly innerA: number;
      readonly innerB: number;
    };

const equal: Plan = { kind: "equal" };
const left: Plan = { kind: "left" };
const right: Plan = { kind: "right" };

const count = (shape: Shape): number => {
  let n = 1;
  for (const d of shape) n *= d;
  return n;
};

/** Prepares reading operands of shapes `a` and `b` for an output of shape `out`. */
export function planBinary(out: Shape, a: Shape, b: Shape): Plan {
  const total = count(out);
  const [numbersA, numbersB] = [count(a), count(b)];
  if (numbersA === total && numbersB === total) return equal;
  if (numbersB === 1 && numbersA === total) return right;
  if (numbersA === 1 && numbersB === total) return left;
  const stepsA = stepsFor(a, out);
  const stepsB = stepsFor(b, out);
  return {
    kind: "strided",
    outer: out.slice(0, -1),
    length: out[out.length - 1] ?? 1,
    innerA: stepsA.pop() ?? 0,
    innerB: stepsB.pop() ?? 0,
    a: stepsA,
    b: stepsB,
  };
}

/** Strides with which `from` is read as if it had shape `to`: 0 where it repeats. */
export function stepsFor(from: Shape, to: Shape): number[] {
  const steps = new Array<number>(to.length).fill(0);
  let step = 1;
  for (let i = from.length - 1; i >= 0; i--) {
    const n = from[i] as number;
    if (n !== 1) steps[to.length - from.length + i] = step;
    step *= n;
  }
  return steps;
}

/** `out[i] = f(a[i])`. */
export function unary(out: Data, a: Data, f: (x: number) => number): void {
  for (let i = 0; i < out.length; i++) out[i] = f(a[i] as number);
}

/** `out[i] = f(a[…], b[…])`, broadcasting. */
export function binary(
  out: Data,
  a: Data,
  b: Data,
  plan: Plan,
  f: (x: number, y: number) => number,
): void {
  if (plan.kind === "equal") {
    for (let i = 0; i < out.length; i++) out[i] = f(a[i] as number, b[i] as number);
  } else if (plan.kind === "right") {
    const y = b[0] as number;
    for (let i = 0; i < out.length; i++) out[i] = f(a[i] as number, y);
  } else if (plan.kind === "left") {
    const x = a[0] as number;
    for (let i = 0; i < out.length; i++) out[i] = f(x, b[i] as number);
  } else {
    const { outer, length, innerA, innerB } = plan;
    const index = new Array<number>(outer.length).fill(0);
    let [i, j] = [0, 0];
    for (let k = 0; k < out.length; ) {
      for (let n = 0; n < length; n++, k++) {
        out[k] = f(a[i + n * innerA] as number, b[j + n * innerB] as number);
      }
      for (let d = outer.length - 1; d >= 0; d--) {
        i += plan.a[d] as number;
        j += plan.b[d] as number;
        index[d] = (index[d] as number) + 1;
        if ((index[d] as number) < (outer[d] as number)) break;
        index[d] = 0;
        i -= (plan.a[d] as number) * (outer[d] as number);
        j -= (plan.b[d] as number) * (outer[d] as number);
      }
    }
  }
}

// Each of the four arithmetic loops is written out: one loop shared through a function argument would
// be a call per element.

/** `out = a + alpha·b`. */
export function add(out: Data, a: Data, b: Data, plan: Plan, alpha: number): void {
  if (plan.kind === "equal") {
    for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) + alpha * (b[i] as number);
  } else if (plan.kind === "right") {
    const y = alpha * (b[0] as number);
    for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) + y;
  } else binary(out, a, b, plan, (x, y) => x + alpha * y);
}

/** `out = a − alpha·b`. */
export function subtract(out: Data, a: Data, b: Data, plan: Plan, alpha: number): void {
  if (plan.kind === "equal") {
    for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) - alpha * (b[i] as number);
  } else binary(out, a, b, plan, (x, y) => x - alpha * y);
}

/** `out = a·b`. */
export function multiply(out: Data, a: Data, b: Data, plan: Plan): void {
  if (plan.kind === "equal") {
    for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) * (b[i] as number);
  } else if (plan.kind === "right") {
    const y = b[0] as number;
    for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) * y;
  } else binary(out, a, b, plan, (x, y) => x * y);
}

/** `out = a / b`. */
export function divide(out: Data, a: Data, b: Data, plan: Plan): void {
  if (plan.kind === "equal") {
    for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) / (b[i] as number);
  } else binary(out, a, b, plan, (x, y) => x / y);
}
