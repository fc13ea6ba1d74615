// Loops over elements. Operands may have different shapes that broadcast; how each is stepped through
// is prepared once per node.

export type Data = Float32Array | Float64Array | Uint8Array;

type Shape = readonly number[];

/**
 * How two operands are read for one output: `equal` both element by element; `left`/`right` where
 * that one is a single number; else row by row, a row being a run along the last dimension.
 */
export type Plan =
  | { readonly kind: "equal" }
  | { readonly kind: "left" }
  | { readonly kind: "right" }
  | {
      readonly kind: "rows";
      readonly length: number;
      /** Where each row begins in the operands, and the steps along it: 0 where an operand repeats. */
      readonly rowsA: Int32Array;
      readonly rowsB: Int32Array;
      readonly stepA: number;
      readonly stepB: number;
    };

const equal: Plan = { kind: "equal" };
const left: Plan = { kind: "left" };
const right: Plan = { kind: "right" };

function count(shape: Shape): number {
  let n = 1;
  for (let i = 0; i < shape.length; i++) n *= shape[i] as number;
  return n;
}

/** Prepares reading operands of shapes `a` and `b` for an output of shape `out`. */
export function planBinary(out: Shape, a: Shape, b: Shape): Plan {
  if (a === out && b === out) return equal;
  const total = count(out);
  const numbersA = count(a);
  const numbersB = count(b);
  if (numbersA === total && numbersB === total) return equal;
  if (numbersB === 1 && numbersA === total) return right;
  if (numbersA === 1 && numbersB === total) return left;
  const length = out[out.length - 1] ?? 1;
  const stepsA = stepsFor(a, out);
  const stepsB = stepsFor(b, out);
  const [stepA, stepB] = [stepsA.pop() ?? 0, stepsB.pop() ?? 0];
  const outer = out.slice(0, -1);
  return {
    kind: "rows",
    length,
    rowsA: rowStarts(outer, stepsA),
    rowsB: rowStarts(outer, stepsB),
    stepA,
    stepB,
  };
}

/** Where each row begins: the offsets of all indices into `outer`, row-major. */
function rowStarts(outer: Shape, steps: readonly number[]): Int32Array {
  const starts = new Int32Array(count(outer));
  let repeat = 1;
  for (let d = outer.length - 1; d >= 0; d--) {
    const n = outer[d] as number;
    const step = steps[d] as number;
    for (let r = 0; r < starts.length; r++) {
      starts[r] = (starts[r] as number) + (Math.floor(r / repeat) % n) * step;
    }
    repeat *= n;
  }
  return starts;
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
  const count = out.length;
  for (let i = 0; i < count; i++) out[i] = f(a[i] as number);
}

/** `out[i] = f(a[…], b[…])`, broadcasting. */
export function binary(
  out: Data,
  a: Data,
  b: Data,
  plan: Plan,
  f: (x: number, y: number) => number,
): void {
  const count = out.length;
  if (plan.kind === "equal") {
    for (let i = 0; i < count; i++) out[i] = f(a[i] as number, b[i] as number);
  } else if (plan.kind === "right") {
    const y = b[0] as number;
    for (let i = 0; i < count; i++) out[i] = f(a[i] as number, y);
  } else if (plan.kind === "left") {
    const x = a[0] as number;
    for (let i = 0; i < count; i++) out[i] = f(x, b[i] as number);
  } else {
    const { length, rowsA, rowsB, stepA, stepB } = plan;
    const rows = rowsA.length;
    for (let r = 0, k = 0; r < rows; r++) {
      let i = rowsA[r] as number;
      let j = rowsB[r] as number;
      for (let n = 0; n < length; n++, k++, i += stepA, j += stepB) {
        out[k] = f(a[i] as number, b[j] as number);
      }
    }
  }
}

/** The sum of `f(a[…], b[…])` over all `count` pairs, broadcasting. In double precision. */
export function sumOfPairs(
  count: number,
  a: Data,
  b: Data,
  plan: Plan,
  f: (x: number, y: number) => number,
): number {
  let total = 0;
  if (plan.kind !== "rows") {
    const stepA = plan.kind === "left" ? 0 : 1;
    const stepB = plan.kind === "right" ? 0 : 1;
    for (let i = 0; i < count; i++) total += f(a[i * stepA] as number, b[i * stepB] as number);
    return total;
  }
  const { length, rowsA, rowsB, stepA, stepB } = plan;
  for (let r = 0; r < rowsA.length; r++) {
    let i = rowsA[r] as number;
    let j = rowsB[r] as number;
    for (let n = 0; n < length; n++, i += stepA, j += stepB) {
      total += f(a[i] as number, b[j] as number);
    }
  }
  return total;
}

// Each of the four arithmetic loops is written out: one loop shared through a function argument would
// be a call per element.

const sum = (x: number, y: number): number => x + y;
const difference = (x: number, y: number): number => x - y;

/** `out = a + alpha·b`. */
export function add(out: Data, a: Data, b: Data, plan: Plan, alpha: number): void {
  const count = out.length;
  if (plan.kind === "equal") {
    for (let i = 0; i < count; i++) out[i] = (a[i] as number) + alpha * (b[i] as number);
  } else if (plan.kind === "right") {
    const y = alpha * (b[0] as number);
    for (let i = 0; i < count; i++) out[i] = (a[i] as number) + y;
  } else binary(out, a, b, plan, alpha === 1 ? sum : (x, y) => x + alpha * y);
}

/** `out = a − alpha·b`. */
export function subtract(out: Data, a: Data, b: Data, plan: Plan, alpha: number): void {
  const count = out.length;
  if (plan.kind === "equal") {
    for (let i = 0; i < count; i++) out[i] = (a[i] as number) - alpha * (b[i] as number);
  } else binary(out, a, b, plan, alpha === 1 ? difference : (x, y) => x - alpha * y);
}

/** `out = a·b`. */
export function multiply(out: Data, a: Data, b: Data, plan: Plan): void {
  const count = out.length;
  if (plan.kind === "equal") {
    for (let i = 0; i < count; i++) out[i] = (a[i] as number) * (b[i] as number);
  } else if (plan.kind === "right") {
    const y = b[0] as number;
    for (let i = 0; i < count; i++) out[i] = (a[i] as number) * y;
  } else if (plan.kind === "left") {
    const x = a[0] as number;
    for (let i = 0; i < count; i++) out[i] = x * (b[i] as number);
  } else {
    const { length, rowsA, rowsB, stepA, stepB } = plan;
    const rows = rowsA.length;
    for (let r = 0, k = 0; r < rows; r++) {
      let i = rowsA[r] as number;
      let j = rowsB[r] as number;
      for (let n = 0; n < length; n++, k++, i += stepA, j += stepB) {
        out[k] = (a[i] as number) * (b[j] as number);
      }
    }
  }
}

/** `out = a / b`. */
export function divide(out: Data, a: Data, b: Data, plan: Plan): void {
  const count = out.length;
  if (plan.kind === "equal") {
    for (let i = 0; i < count; i++) out[i] = (a[i] as number) / (b[i] as number);
  } else binary(out, a, b, plan, quotient);
}

const quotient = (x: number, y: number): number => x / y;
