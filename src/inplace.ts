// In-place operations: `add_`, `zero_`, `fill_`, … and writing through views.
//
// A leaf that does not require grad (or any leaf under `noGrad`) is written: dependents follow. What
// was computed is not written but re-pointed: the handle shows a new node, and tensors made from the
// old one keep their meaning. A view's write rewrites its base and re-points both.

import type { TypedArray } from "./dtype";
import { isFloating, scalarTypeName } from "./dtype";
import { RuntimeError } from "./errors";
import { assign, type Node, source, write } from "./graph";
import { isGradEnabled } from "./modes";
import { scatterInto } from "./ops/scatter";
import { castNode } from "./promotion";
import { list, numel, sameShape, size } from "./shape";
import { Tensor } from "./tensor";

/** Gives `target` the value that `compute` makes of it, as PyTorch's in-place operations do. */
export function inPlace(op: string, target: Tensor, compute: () => Tensor): Tensor {
  refuseLeaf(op, target);
  const result = compute();
  const { shape } = target;
  if (!sameShape(result.shape, shape)) {
    throw new RuntimeError(
      `output with shape ${list(shape)} doesn't match the broadcast shape ${list(result.shape)}`,
      { op },
    );
  }
  if (isFloating(result.dtype) && !isFloating(target.dtype)) {
    throw new RuntimeError(
      `result type ${scalarTypeName(result.dtype)} can't be cast to the desired output type ${scalarTypeName(target.dtype)}`,
      { op },
    );
  }
  const value = new Tensor(castNode(result.node, target.dtype));
  if (target.viewOf === null) replace(target, value);
  else writeThrough(target, value);
  return target;
}

function refuseLeaf(op: string, target: Tensor): void {
  if (!isGradEnabled()) return;
  const base = target.viewOf?.base ?? target;
  // What is detached may be written, base and all.
  if (target.requiresGrad && base.requiresGrad && base.isLeaf) {
    const what = target.viewOf === null ? "a leaf Variable" : "a view of a leaf Variable";
    throw new RuntimeError(`${what} that requires grad is being used in an in-place operation.`, {
      op,
    });
  }
}

/** Writes a leaf, or re-points what was computed (or what becomes part of a differentiable graph). */
function replace(target: Tensor, value: Tensor): void {
  const { node } = target;
  const recorded = isGradEnabled() && value.requiresGrad;
  if (node.isSource && !node.constant && !recorded) {
    const values = value.read().data as TypedArray;
    write(node, (data) => assign(data, values));
  } else target.repoint(value.node);
}

/** Where in the base's elements each element of the view lies: the view of a tensor that counts. */
function positionsOf(target: Tensor, base: Tensor): Tensor {
  const count = Float64Array.from({ length: numel(base.shape) }, (_, i) => i);
  const counted = new Tensor(source(count, size(base.shape), "int64"));
  return (target.viewOf as NonNullable<Tensor["viewOf"]>).replay(counted);
}

function writeThrough(target: Tensor, value: Tensor): void {
  const { base } = target.viewOf as NonNullable<Tensor["viewOf"]>;
  const positions = positionsOf(target, base);
  const baseNode: Node = base.node;
  if (baseNode.isSource && !baseNode.constant && !(isGradEnabled() && value.requiresGrad)) {
    const values = value.read().data as TypedArray;
    const at = positions.read().data as TypedArray;
    write(baseNode, (data) => {
      let changed = false;
      for (let i = 0; i < at.length; i++) {
        const k = at[i] as number;
        const before = data[k] as number;
        data[k] = values[i] as number;
        changed ||= !Object.is(before, data[k]);
      }
      return changed;
    });
  } else base.repoint(scatterInto(base, value, positions).node);
}
