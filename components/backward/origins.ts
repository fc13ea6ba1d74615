// Where one number of a gradient comes from. A gradient is a sum over paths: from the cell of the leaf
// through one cell of each tensor on the way to the loss, the local slopes multiplied. The largest paths
// are found without walking them all: a path that has come as far as a cell e, with product p, stands for
// p · dL/de, which is the sum of all its continuations. The largest of these is followed on, until enough
// have arrived.

import { autograd, type GraphNode, inspectGraph, type Tensor, untrack } from "../../src/index";
import { LocalSlopes } from "./slopes";

/** One path, or a bundle of paths that begin alike. */
export interface OriginPath {
  /** The `GraphNode.id`s from the leaf to the loss; a bundle ends before it. */
  readonly nodes: readonly number[];
  /** For each node the row-major place of the cell on the path. */
  readonly cells: readonly number[];
  /** The slope of each cell by the one before it: one fewer than nodes. */
  readonly factors: readonly number[];
  /** What it adds to the gradient. */
  readonly contribution: number;
  /** Whether it reaches the loss. */
  readonly whole: boolean;
}

export interface Origins {
  /** The gradient's cell: the sum of everything below. */
  readonly total: number;
  /** Largest first. */
  readonly paths: readonly OriginPath[];
  /** The sum of all other paths. */
  readonly rest: number;
  /** How many those are; null where counting would take too long. */
  readonly others: number | null;
}

/** A path that is not yet at the loss. */
interface Partial {
  readonly before: Partial | null;
  readonly node: GraphNode;
  readonly cell: number;
  readonly factor: number;
  readonly product: number;
  /** The sum over its continuations. */
  readonly value: number;
}

/** One use of a tensor: as which input of which operation. An operation may use a tensor twice. */
interface Use {
  readonly user: GraphNode;
  readonly at: number;
}

/** How many cells of tensors one search may look at. */
const budget = 120_000;
/** Counts above this say nothing more than "many". */
const mostCounted = 1e6;

/** The graph between a leaf and a loss, made ready for searches; the numbers are read at each search. */
export class PathSearch {
  readonly nodes: readonly GraphNode[];
  readonly leaf: GraphNode | null;
  private readonly loss: GraphNode;
  /** What each node on the way feeds, on the way. */
  private readonly users = new Map<number, Use[]>();
  /** dL/d of each node on the way. */
  private readonly gradients = new Map<number, Tensor>();
  private readonly slopes = new LocalSlopes();

  /** @throws RuntimeError if the loss is no scalar or requires no gradient. */
  constructor(loss: Tensor, leaf: Tensor) {
    this.nodes = inspectGraph(loss);
    this.loss = this.nodes.at(-1) as GraphNode;
    const id = inspectGraph(leaf).at(-1)?.id;
    this.leaf = this.nodes.find((node) => node.id === id && node.requiresGrad) ?? null;
    if (this.leaf === null) return;
    const onWay = this.findWay(this.leaf);
    const found = autograd.grad(
      loss,
      onWay.map((node) => node.tensor),
      { retainGraph: true, allowUnused: true },
    );
    onWay.forEach((node, i) => {
      const gradient = found[i] ?? null;
      if (gradient !== null) this.gradients.set(node.id, gradient);
    });
  }

  /** The nodes between the leaf and the loss. */
  private findWay(leaf: GraphNode): GraphNode[] {
    const reached = new Set([leaf.id]);
    const onWay = [leaf];
    for (const node of this.nodes) {
      if (!node.requiresGrad) continue;
      if (!node.inputs.some((input) => reached.has(input))) continue;
      node.inputs.forEach((input, at) => {
        if (!reached.has(input)) return;
        this.users.set(input, [...(this.users.get(input) ?? []), { user: node, at }]);
      });
      reached.add(node.id);
      onWay.push(node);
    }
    return onWay;
  }

  /**
   * The paths that make up cell `cell` of the leaf's gradient, the `most` largest by name. Reads values
   * without subscribing anybody.
   */
  run(cell: number, most = 6): Origins {
    return untrack(() =>
      new Search(this.loss, this.users, this.gradients, this.slopes).run(this.leaf, cell, most),
    );
  }
}

/** One search at the values of now. */
class Search {
  private readonly values = new Map<number, ArrayLike<number>>();
  private readonly columns = new Map<string, ArrayLike<number>>();
  private spent = 0;

  constructor(
    private readonly loss: GraphNode,
    private readonly users: ReadonlyMap<number, readonly Use[]>,
    private readonly gradients: ReadonlyMap<number, Tensor>,
    private readonly slopes: LocalSlopes,
  ) {}

  run(leaf: GraphNode | null, cell: number, most: number): Origins {
    if (leaf === null) return { total: 0, paths: [], rest: 0, others: 0 };
    const total = this.gradientAt(leaf, cell);
    const start = { before: null, node: leaf, cell, factor: 1, product: 1, value: total };
    const open: Partial[] = [start];
    const done: Partial[] = [];
    while (open.length > 0 && done.length < most && this.spent < budget) {
      const partial = takeLargest(open);
      if (partial.node.id === this.loss.id) done.push(partial);
      else for (const next of this.continued(partial)) open.push(next);
    }
    // Out of budget: bundles of paths are named instead.
    while (open.length > 0 && done.length < most) done.push(takeLargest(open));
    const paths = done.map((partial) => this.asPath(partial));
    paths.sort((a, b) => size(b.contribution) - size(a.contribution));
    const rest = open.reduce((sum, { value }) => sum + value, 0);
    return { total, paths, rest, others: this.count(open, paths) };
  }

  /** The steps from a cell to the cells that it moves. */
  private continued(before: Partial): Partial[] {
    const { node, cell } = before;
    return (this.users.get(node.id) ?? []).flatMap((use) => {
      const { user } = use;
      const column = this.column(use, node, cell);
      const next: Partial[] = [];
      for (let i = 0; i < column.length; i++) {
        const factor = column[i] as number;
        if (factor === 0) continue;
        const product = before.product * factor;
        const value = product * this.gradientAt(user, i);
        next.push({ before, node: user, cell: i, factor, product, value });
      }
      return next;
    });
  }

  private column({ user, at }: Use, node: GraphNode, cell: number): ArrayLike<number> {
    const key = `${user.id} ${at} ${cell}`;
    let column = this.columns.get(key);
    if (column === undefined) {
      column = this.slopes.column(user, at, node, cell);
      this.spent += column.length + 500;
      this.columns.set(key, column);
    }
    return column;
  }

  private gradientAt(node: GraphNode, cell: number): number {
    if (node.id === this.loss.id) return 1;
    let values = this.values.get(node.id);
    if (values === undefined) {
      values = this.gradients.get(node.id)?.toTypedArray() ?? [];
      this.values.set(node.id, values);
    }
    return values[cell] ?? 0;
  }

  /** How many paths there are beyond those named; null if that takes too long to say. */
  private count(open: readonly Partial[], named: readonly OriginPath[]): number | null {
    if (named.some((path) => !path.whole)) return null;
    const counts = new Map<string, number>();
    const from = (node: GraphNode, cell: number): number => {
      if (node.id === this.loss.id) return 1;
      const key = `${node.id} ${cell}`;
      const known = counts.get(key);
      if (known !== undefined) return known;
      if (this.spent >= budget) return Number.NaN;
      let sum = 0;
      for (const use of this.users.get(node.id) ?? []) {
        const column = this.column(use, node, cell);
        for (let i = 0; i < column.length; i++) if (column[i] !== 0) sum += from(use.user, i);
      }
      counts.set(key, sum);
      return sum;
    };
    let sum = 0;
    for (const { node, cell } of open) sum += from(node, cell);
    return sum <= mostCounted ? sum : null;
  }

  private asPath(last: Partial): OriginPath {
    const steps: Partial[] = [];
    for (let step: Partial | null = last; step !== null; step = step.before) steps.unshift(step);
    return {
      nodes: steps.map((step) => step.node.id),
      cells: steps.map((step) => step.cell),
      factors: steps.slice(1).map((step) => step.factor),
      contribution: last.value,
      whole: last.node.id === this.loss.id,
    };
  }
}

/** The magnitude for ordering: what is no number comes first. */
const size = (value: number): number => (Number.isNaN(value) ? Infinity : Math.abs(value));

function takeLargest(open: Partial[]): Partial {
  let at = 0;
  for (let i = 1; i < open.length; i++) {
    if (size((open[i] as Partial).value) > size((open[at] as Partial).value)) at = i;
  }
  const taken = open[at] as Partial;
  const last = open.pop() as Partial;
  if (last !== taken) open[at] = last;
  return taken;
}
