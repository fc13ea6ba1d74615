// A tensor as Python holds it: one object per handle of the engine.

import { nn, type Tensor } from "../../index";
import { machine, Obj, type Type, type Visit } from "../objects";
import { parameterType, tensorType } from "./tensorType";

export class TensorObject extends Obj {
  /** For a view: the node that it was made with; another one says that it was changed in place. */
  private readonly madeAs: Node | null;

  constructor(readonly tensor: Tensor) {
    super();
    this.madeAs = tensor.viewOf === null ? null : tensor.node;
  }

  /** Whether this is a view that was written in place, itself or through its base. */
  get isRewritten(): boolean {
    return this.madeAs !== null && this.tensor.viewOf !== null && this.tensor.node !== this.madeAs;
  }

  get type(): Type {
    return this.tensor instanceof nn.Parameter ? parameterType : tensorType;
  }

  override toJs(): Tensor {
    return this.tensor;
  }

  override trace(visit: Visit): number {
    visit(graphOf(this.tensor.node));
    return 200;
  }
}

type Node = Tensor["node"];

/** A node of the graph as the memory limit sees it: what a tensor keeps alive. */
class GraphObject extends Obj {
  constructor(private readonly node: Node) {
    super();
  }

  get type(): Type {
    return tensorType;
  }

  override trace(visit: Visit): number {
    const { inputs, data, gradient } = this.node;
    for (const input of inputs) visit(graphOf(input));
    const kept = (gradient as { readonly accumulated?: Tensor | null } | null)?.accumulated;
    if (kept) visit(graphOf(kept.node));
    return 300 + (data?.byteLength ?? 0);
  }
}

const graphs = new WeakMap<Node, GraphObject>();

function graphOf(node: Node): GraphObject {
  let found = graphs.get(node);
  if (found === undefined) {
    found = new GraphObject(node);
    graphs.set(node, found);
  }
  return found;
}

/** What a tensor of this size would take: too much is refused before it is made. */
export function reserve(elements: number): void {
  if (elements > 2 ** 20) machine.allocated(elements * 8);
}

const itemSizes = { float32: 4, float64: 8, int64: 8, bool: 1 } as const;

/** The size of one element. */
export const itemSize = ({ dtype }: Tensor): number => itemSizes[dtype];

const bytesOf = (tensor: Tensor): number => tensor.numel() * itemSize(tensor);

/** Where a tensor keeps its Python object: a map of weak references costs the collector too much. */
const python = Symbol("python");
type Held = Tensor & { [python]?: TensorObject };

const leaves = new WeakMap<Tensor["node"], TensorObject>();

/** The Python object of a tensor: the same for the same handle. */
export function fromTensor(tensor: Tensor): TensorObject {
  let found = (tensor as Held)[python];
  if (found === undefined) {
    found = new TensorObject(tensor);
    (tensor as Held)[python] = found;
    const { node } = tensor;
    if (node.op === null) {
      // Writes are counted from the first on, and `grad_fn.variable` gives this very object.
      node.version ??= { value: 0 };
      leaves.set(node, found);
    }
    machine.allocated(200 + bytesOf(tensor));
  }
  return found;
}

/** The object that Python has of a leaf, given another handle of it. */
export const leafObject = (tensor: Tensor): TensorObject =>
  leaves.get(tensor.node) ?? fromTensor(tensor);
