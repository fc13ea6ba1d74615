// Differentiation: walks the graph of an output in reverse and builds, for each node, the expression
// of its gradient. Nothing is computed here; the result is more graph.

import type { Asker, Op } from "../definition";
import { RuntimeError } from "../errors";
import { assumeStructure, evaluate } from "../evaluate";
import type { Node } from "../graph";
import { isGradEnabled, isSpecial, setGradEnabled, special } from "../modes";
import { sumToSize } from "../ops/movement";
import { nextMark } from "../order";
import { castNode } from "../promotion";
import { Tensor } from "../tensor";
import { refuseNaN } from "./anomaly";
import { hasHooks, throughHooks } from "./hooks";
import { Route, type Seed } from "./route";

export interface Options {
  /** The nodes whose gradients are wanted; null for every leaf that requires one. */
  readonly wanted: ReadonlySet<Node> | null;
  /** Whether the gradients are to be differentiable again. */
  readonly createGraph: boolean;
  /**
   * Whether the gradients are to follow later writes (createBackward), or belong to one pass, which
   * refuses what an earlier one freed.
   */
  readonly live: boolean;
}

/** The gradient expressions. */
export interface Gradients {
  /** The nodes passed through, inputs first. */
  readonly nodes: readonly Node[];
  /** The gradient of each of these, where one arrived. */
  readonly sums: (Tensor | undefined)[];
  /** Whether no user code has seen these expressions: then nobody will read them again. */
  readonly isPrivate: boolean;
  /** The gradient of one node; to be asked for before anything is evaluated. */
  of(node: Node): Tensor | null;
}

const secondTime =
  "Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.";

/** Builds the gradients of `seeds` with respect to leaves or to `wanted`. */
export function differentiate(seeds: readonly Seed[], options: Options): Gradients {
  for (const { node } of seeds) if (node.hasDynamic) evaluate(node);
  const pass = new Pass(seeds, options);
  const recording = isGradEnabled();
  setGradEnabled(options.createGraph);
  try {
    assumeStructure(() => pass.run());
  } finally {
    setGradEnabled(recording);
  }
  return pass;
}

/** One differentiation. */
class Pass implements Gradients, Asker {
  readonly nodes: readonly Node[];
  readonly sums: (Tensor | undefined)[];
  isPrivate = !isSpecial();
  private readonly route: Route;
  private readonly live: boolean;
  /** For a node with several outputs, the gradient of each. */
  private parts: Map<Node, (Tensor | null)[]> | null = null;
  /** When a leaf of these outputs was last written; -1 until somebody asks. */
  private written = -1;

  constructor(
    private readonly seeds: readonly Seed[],
    { wanted, live }: Options,
  ) {
    this.route = new Route(seeds, wanted);
    this.nodes = this.route.nodes;
    this.live = live;
    this.sums = new Array<Tensor | undefined>(this.nodes.length);
  }

  run(): void {
    for (const { node, gradient } of this.seeds) this.accumulate(node, gradient);
    for (let i = this.nodes.length - 1; i >= 0; i--) this.propagate(i);
  }

  of(node: Node): Tensor | null {
    return this.sums[this.route.place(node)] ?? null;
  }

  wants(input: Node): boolean {
    return input.requiresGrad && this.route.place(input) >= 0;
  }

  /** Refuses to read what was freed, unless a leaf of these outputs was written since. */
  guard(node: Node): void {
    if (this.live || node.freedAt === 0) return;
    // Eager values stay as they were, so no write makes them fresh.
    if (this.written < 0 && node.notes?.pinned !== true) {
      this.written = lastWrite(this.seeds);
      this.route.number();
    }
    if (this.written <= node.freedAt) throw new RuntimeError(secondTime, { op: "backward" });
  }

  /** Hands a node's gradient on to its inputs. */
  private propagate(place: number): void {
    const node = this.nodes[place] as Node;
    const op = node.op as Op | null;
    const parts = this.parts?.get(node);
    if (parts !== undefined && op?.jointGradients !== undefined) {
      this.isPrivate = false;
      this.spread(node, op.jointGradients(node, parts, this, this.live));
      return;
    }
    const sum = this.sums[place];
    if (sum === undefined) return;
    const grad = hasHooks(node) ? this.showHooks(place, sum) : sum;
    if (node.dynamic !== null) {
      const { result } = node.dynamic;
      if (result?.requiresGrad === true) this.accumulate(result, grad);
    } else if (op === null) return;
    else if (op.partOf !== undefined) this.gather(op.partOf(node), grad);
    else if (op.differentiable) this.spread(node, op.gradients(node, grad, this));
  }

  private showHooks(place: number, sum: Tensor): Tensor {
    this.isPrivate = false;
    const grad = throughHooks(this.nodes[place] as Node, sum, this.live);
    this.sums[place] = grad;
    return grad;
  }

  private gather({ whole, index, count }: Part, grad: Tensor): void {
    this.parts ??= new Map();
    const known = this.parts.get(whole) ?? new Array<Tensor | null>(count).fill(null);
    known[index] = known[index]?.add(grad) ?? grad;
    this.parts.set(whole, known);
  }

  private spread(node: Node, gradients: readonly (Tensor | null)[]): void {
    const { inputs } = node;
    for (let i = 0; i < gradients.length; i++) {
      const gradient = gradients[i] ?? null;
      const input = inputs[i] as Node;
      if (gradient === null || !this.wants(input)) continue;
      if (special.anomaly && !this.live) refuseNaN(node, i, gradient);
      this.accumulate(input, fitTo(gradient, input));
    }
  }

  private accumulate(node: Node, gradient: Tensor): void {
    const place = this.route.place(node);
    if (place < 0) return;
    const before = this.sums[place];
    this.sums[place] = before === undefined ? gradient : before.add(gradient);
  }
}

type Part = ReturnType<NonNullable<Op["partOf"]>>;

function lastWrite(seeds: readonly Seed[]): number {
  const entered = nextMark();
  const stack = seeds.map((seed) => seed.node);
  let latest = 0;
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.mark === entered) continue;
    node.mark = entered;
    latest = Math.max(latest, node.writtenAt);
    for (const input of node.inputs) stack.push(input);
  }
  return latest;
}

/** Brings a rule's result to its input's shape and dtype: sums what broadcasting repeated. */
export function fitTo(gradient: Tensor, input: Node): Tensor {
  const summed = sumToSize(gradient, input.shape);
  return summed.node.dtype === input.dtype
    ? summed
    : new Tensor(castNode(summed.node, input.dtype));
}
