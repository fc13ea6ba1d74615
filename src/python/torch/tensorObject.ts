// A tensor as Python holds it: one object per handle of the engine.

import { nn, type Tensor } from "../../index";
import { machine, Obj, type Type } from "../objects";
import { parameterType, tensorType } from "./tensorType";

export class TensorObject extends Obj {
  /** For a view: the node that it was made with; another one says that it was changed in place. */
  private readonly madeAs: Tensor["node"] | null;

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

  override trace(): number {
    return 200 + bytesOf(this.tensor);
  }
}

const itemSizes = { float32: 4, float64: 8, int64: 8, bool: 1 } as const;

/** The size of one element. */
export const itemSize = ({ dtype }: Tensor): number => itemSizes[dtype];

const bytesOf = (tensor: Tensor): number => tensor.numel() * itemSize(tensor);

const objects = new WeakMap<Tensor, TensorObject>();
const leaves = new WeakMap<Tensor["node"], TensorObject>();

/** The Python object of a tensor: the same for the same handle. */
export function fromTensor(tensor: Tensor): TensorObject {
  let found = objects.get(tensor);
  if (found === undefined) {
    found = new TensorObject(tensor);
    objects.set(tensor, found);
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
