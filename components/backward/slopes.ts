// The local slopes of one operation: how each cell of its result moves with one cell of an input. A
// backward rule gives a row of that matrix; the rule is linear, so its own derivative gives a column.

import { autograd, type GraphNode, pullback, type Tensor, zeros } from "../../src/index";
import { indexOf } from "../place";

/** What is built once for an operation and one of its inputs. */
interface Column {
  /** Set to 1 at the cell in question. */
  readonly at: Tensor;
  readonly slopes: Tensor;
}

/** Local slopes of operations, each built at its first use. They follow the values of the graph. */
export class LocalSlopes {
  private readonly built = new Map<string, Column | null>();

  /** d user[i] / d node[cell] for every i, through input `at` of `user`. Subscribes nobody if called untracked. */
  column(user: GraphNode, at: number, node: GraphNode, cell: number): ArrayLike<number> {
    const key = `${user.id} ${at}`;
    let column = this.built.get(key);
    if (column === undefined) {
      column = build(user, at, node);
      this.built.set(key, column);
    }
    if (column === null) return byRows(user, at, cell);
    column.at.set(0);
    setCell(column.at, cell, 1);
    return column.slopes.toTypedArray();
  }
}

/** What `user` hands on to its input `at` for a cotangent. */
const handedOn = (user: GraphNode, at: number, cotangent: Tensor): Tensor | null =>
  pullback(user.tensor, cotangent)[at] ?? null;

const like = (tensor: Tensor, requiresGrad: boolean): Tensor =>
  zeros([...tensor.shape], { dtype: tensor.dtype, requiresGrad });

/** Null where the rule cannot be differentiated. */
function build(user: GraphNode, input: number, node: GraphNode): Column | null {
  try {
    const cotangent = like(user.tensor, true);
    const at = like(node.tensor, false);
    const row = handedOn(user, input, cotangent);
    if (row === null) return null;
    const [slopes] = autograd.grad(row, [cotangent], {
      gradOutputs: at,
      retainGraph: true,
      allowUnused: true,
    });
    return slopes ? { at, slopes } : null;
  } catch {
    return null; // a user's rule that is no tensor expression
  }
}

/** The column, element by element: a cotangent of one cell gives that cell's slopes. */
function byRows(user: GraphNode, at: number, cell: number): ArrayLike<number> {
  const cotangent = like(user.tensor, false);
  const row = handedOn(user, at, cotangent);
  const column = new Float64Array(user.tensor.numel());
  for (let i = 0; row !== null && i < column.length; i++) {
    cotangent.set(0);
    setCell(cotangent, i, 1);
    column[i] = row.toTypedArray()[cell] as number;
  }
  return column;
}

/** Writes the element at a row-major place. */
function setCell(tensor: Tensor, place: number, value: number): void {
  tensor.setAt(indexOf(place, tensor.shape), value);
}

/** The row-major place of an index; null if there is no such element. */
export function placeOf(index: readonly number[], shape: readonly number[]): number | null {
  if (index.length !== shape.length) return null;
  let place = 0;
  for (let d = 0; d < shape.length; d++) {
    const [i, size] = [index[d] as number, shape[d] as number];
    if (!Number.isInteger(i) || i < 0 || i >= size) return null;
    place = place * size + i;
  }
  return place;
}
