// What all matrix products share: how their operands are read, and which kernel multiplies them.
//
// An operand that shows the transpose of another tensor is read as that one lies: its own elements
// need never exist. So `x.matmul(w.t())`, and every derivative of a product, costs a product and
// nothing besides.

import type { Node } from "../graph";
import { stepsFor } from "../kernels/elementwise";
import { type MatmulPlan, matmul } from "../kernels/matmul";
import { gather } from "../kernels/strided";
import * as codes from "../kernels/wasm/codes";
import type { Instruction } from "../kernels/wasm/instruction";
import { broadcastShapes, numel, type Shape, size } from "../shape";
import { Tensor } from "../tensor";
import { dataOf } from "./family";

/** Below so many multiplications a sum in double precision, in JavaScript, is as fast. */
const worthwhile = 2048;

/** The node that holds the elements which `node` shows transposed; the node itself where none does. */
function untransposed(node: Node): Node {
  const { op, shape } = node;
  const rank = shape.length;
  // What was computed once and for all no longer follows what it shows.
  if (rank < 2 || op === null || node.notes?.pinned === true) return node;
  const shown = node.inputs[0] as Node;
  if (op.name === "t") return shown;
  if (op.name !== "transpose") return node;
  const { dim0, dim1 } = node.args as { readonly dim0: number; readonly dim1: number };
  return exchangesMatrices(rank, dim0, dim1) ? shown : node;
}

/** Whether the exchanged dimensions are the last two of so many. */
export function exchangesMatrices(rank: number, dim0: number, dim1: number): boolean {
  const one = dim0 < 0 ? dim0 + rank : dim0;
  const other = dim1 < 0 ? dim1 + rank : dim1;
  return one !== other && Math.min(one, other) === rank - 2;
}

/** The nodes whose elements a product reads in place of its last two inputs, its operands. */
export function readThrough({ inputs }: Node): readonly Node[] {
  const a = inputs.length - 2;
  const through = untransposed(inputs[a] as Node);
  const other = untransposed(inputs[a + 1] as Node);
  if (through === inputs[a] && other === inputs[a + 1]) return inputs;
  return [...inputs.slice(0, a), through, other];
}

/** A vector counts as a matrix of one row on the left, of one column on the right. */
export const asLeft = (shape: Shape): Shape => (shape.length === 1 ? [1, ...shape] : shape);
export const asRight = (shape: Shape): Shape => (shape.length === 1 ? [...shape, 1] : shape);

const single = new Int32Array(1);

/** Plans the product of operands of these shapes, which may lie transposed. */
export function planProduct(
  a: Shape,
  b: Shape,
  transposedA: boolean,
  transposedB: boolean,
): MatmulPlan {
  if (a.length <= 2 && b.length <= 2) {
    const k = a[a.length - 1] as number;
    const m = a.length === 1 ? 1 : (a[0] as number);
    const n = b.length === 1 ? 1 : (b[1] as number);
    return { m, k, n, transposedA, transposedB, offsetsA: single, offsetsB: single };
  }
  const [left, right] = [asLeft(a), asRight(b)];
  const [m, k] = left.slice(-2) as [number, number];
  const n = right[right.length - 1] as number;
  const [batchA, batchB] = [left.slice(0, -2), right.slice(0, -2)];
  if (numel(batchB) === 1 && !transposedA) {
    // One matrix for a whole batch: its rows are rows of one large product.
    const rows = m * numel(batchA);
    return { m: rows, k, n, transposedA, transposedB, offsetsA: single, offsetsB: single };
  }
  const batch = broadcastShapes(size(batchA), size(batchB));
  const offsets = (from: Shape, step: number): Int32Array => {
    const at = Float64Array.from({ length: numel(from) }, (_, i) => i * step);
    const all = new Float64Array(numel(batch));
    gather(all, at, { shape: batch, strides: stepsFor(from, batch), offset: 0 });
    return Int32Array.from(all);
  };
  const [offsetsA, offsetsB] = [offsets(batchA, m * k), offsets(batchB, k * n)];
  return { m, k, n, transposedA, transposedB, offsetsA, offsetsB };
}

/** The plan of `out`, a product of its last two inputs, for which it reads `a` and `b`. */
function planOf(out: Node, a: Node, b: Node): MatmulPlan {
  if (out.plan === null) {
    const { inputs } = out;
    const first = inputs[inputs.length - 2] as Node;
    const second = inputs[inputs.length - 1] as Node;
    out.plan = planProduct(first.shape, second.shape, first !== a, second !== b);
  }
  return out.plan as MatmulPlan;
}

/** out = a b, in JavaScript. */
export function multiply(out: Node, a: Node, b: Node): void {
  matmul(dataOf(out), dataOf(a), dataOf(b), planOf(out, a, b));
}

/** The wasm kernel's instruction for out = a b. */
export function multiplyInstruction(out: Node, a: Node, b: Node): Instruction | null {
  const plan = planOf(out, a, b);
  const { m, k, n } = plan;
  const batches = plan.offsetsA.length;
  const stepA = stepOf(plan.offsetsA);
  const stepB = stepOf(plan.offsetsB);
  const worth = m * k * n * batches >= worthwhile;
  if (k === 0 || stepA === null || stepB === null) return null;
  if (out.dtype === "float32" && !worth) {
    if (batches > 1) return null;
    return { code: codes.exactProductF32, p: [m, n, k, flagsOf(plan)], approximate: false };
  }
  const code = out.dtype === "float32" ? codes.matmulF32 : codes.matmulF64;
  // Doubles are equal to the last bit, but so much faster that copying them pays.
  return { code, p: [m, n, k, flagsOf(plan)], f: [stepA, stepB], approximate: worth };
}

const flagsOf = (plan: MatmulPlan): number =>
  (plan.transposedA ? codes.transposedA : 0) + (plan.transposedB ? codes.transposedB : 0);

/** From one matrix of a batch to the next; null where they do not lie at equal distances. */
function stepOf(offsets: Int32Array): number | null {
  const step = offsets.length < 2 ? 0 : (offsets[1] as number);
  for (let i = 2; i < offsets.length; i++) if (offsets[i] !== i * step) return null;
  return step;
}

/** The instruction for out = alpha · a b + beta · added. */
export function addedInstruction(
  out: Node,
  added: Node,
  a: Node,
  b: Node,
  alpha: number,
  beta: number,
): Instruction | null {
  const plan = planOf(out, a, b);
  const { m, k, n } = plan;
  const worth = m * k * n >= worthwhile;
  if (k === 0) return null;
  const columns = added.shape[added.shape.length - 1] ?? 1;
  const rows = added.shape[added.shape.length - 2] ?? 1;
  const flags =
    flagsOf(plan) + (columns > 1 ? codes.hasColumns : 0) + (rows > 1 ? codes.hasRows : 0);
  const singles = worth ? codes.addmmF32 : codes.exactAddmmF32;
  const code = out.dtype === "float32" ? singles : codes.addmmF64;
  return { code, p: [m, n, k, flags], f: [alpha, beta], approximate: worth };
}

const products: readonly string[] = ["matmul", "mm", "bmm"];

/**
 * The cotangent of what a transposed view shows, given that of the view: `matrix` for t, otherwise its
 * last two dimensions are exchanged. Where it is a product, (A B)ᵀ = Bᵀ Aᵀ spares a copy; not in a
 * graph that is differentiated again, where PyTorch's operations are to be seen.
 */
export function exchangedBack(grad: Tensor, matrix: boolean): Tensor {
  const { op, inputs, requiresGrad, hasDynamic, notes } = grad.node;
  const exchanged = (x: Tensor): Tensor => (matrix ? x.t() : x.transpose(-2, -1));
  const spares =
    op !== null && products.includes(op.name) && !requiresGrad && !hasDynamic && notes === null;
  if (!spares || inputs.some((input) => input.shape.length < 2)) return exchanged(grad);
  const [first, second] = inputs.map((input) => {
    const shown = untransposed(input);
    return shown === input ? exchanged(new Tensor(input)) : new Tensor(shown);
  });
  return (second as Tensor).matmul(first as Tensor);
}
