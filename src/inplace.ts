// In-place operations: `add_`, `zero_`, `fill_`, … and writing through views.
//
// A leaf that does not require grad (or any leaf under `noGrad`) is written: dependents follow. What
// was computed is not written but re-pointed: the handle shows a new node, and tensors made from the
// old one keep their meaning. A view's write rewrites its base and re-points both.

import { moveRetained } from "./autograd/slot";
import type { TypedArray } from "./dtype";
import { isFloating, scalarTypeName } from "./dtype";
import { RuntimeError } from "./errors";
import { assign, type Node, write } from "./graph";
import { scatterChanged } from "./kernels/strided";
import { refuseComputed } from "./leaf";
import { enableGrad, isGradEnabled } from "./modes";
import { handOverVersion } from "./notes";
import { overwrite, scatterInto } from "./ops/scatter";
import { castNode } from "./promotion";
import { contiguousStrides, list, sameShape } from "./shape";
import { Tensor } from "./tensor";

/** Gives `target` the value that `compute` makes of it, as PyTorch's in-place operations do. */
export function inPlace(op: string, target: Tensor, compute: () => Tensor): Tensor {
  refuseLeaf(op, target);
  refuseOverlap(op, target.node);
  refuseOneOfSeveral(op, target);
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
  if (target.viewOf === null) replace(op, target, value);
  else writeThrough(target, target.viewOf.base, value);
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

/** Of the views that one call of `unbind` returned, none may be written while gradients are recorded. */
function refuseOneOfSeveral(op: string, target: Tensor): void {
  const { node } = target;
  if (node.op?.name !== "unbindPart" || !isGradEnabled() || !node.requiresGrad) return;
  const { index } = node.args as { readonly index: number };
  throw new RuntimeError(
    `Output ${index} of UnbindBackward0 is a view and is being modified inplace. This view is the output of a function that returns multiple views. Such functions do not allow the output views to be modified inplace. You should replace the inplace operation by an out-of-place one.`,
    { op },
  );
}

/** An expanded view shows one element in several places. */
function refuseOverlap(op: string, { strides, shape }: Node): void {
  if (strides?.some((step, d) => step === 0 && (shape[d] as number) > 1) !== true) return;
  throw new RuntimeError(
    "unsupported operation: more than one element of the written-to tensor refers to a single memory location. Please clone() the tensor before performing the operation.",
    { op },
  );
}

/** Whether the write is one of numbers into a source, not a step of the differentiable graph. */
const isPlainWrite = (node: Node, value: Tensor): boolean =>
  node.isSource && !node.constant && !(isGradEnabled() && value.requiresGrad);

/**
 * Whether the write is one of numbers into what was computed for good: an eager result, through a view
 * that is not differentiated. It stays differentiated as it was; its count of versions tells.
 */
const isPast = (node: Node, target: Tensor, value: Tensor): boolean =>
  node.notes?.pinned === true &&
  node.requiresGrad &&
  !(isGradEnabled() && (target.requiresGrad || value.requiresGrad));

/** Writes a leaf, or re-points what was computed (or what becomes part of a differentiable graph). */
function replace(op: string, target: Tensor, value: Tensor): void {
  const { node } = target;
  if (isPlainWrite(node, value)) {
    const values = value.peek().data as TypedArray;
    write(node, (data) => assign(data, values));
    return;
  }
  if (node.dynamic !== null && node.dynamic.result === null) refuseComputed(op, node);
  const kept = !isGradEnabled() && node.requiresGrad;
  const next = kept ? enableGrad(() => overwrite(new Tensor(node), value)).node : value.node;
  target.repoint(next);
  handOver(node, next);
}

/** The new node stands for the same storage: it goes on counting writes, and keeps the gradient. */
function handOver(before: Node, next: Node): void {
  handOverVersion(before, next);
  moveRetained(before, next);
}

function writeThrough(target: Tensor, base: Tensor, value: Tensor): void {
  const { shape, strides, offset } = target.node;
  const place = { size: shape, strides: strides ?? contiguousStrides(shape), offset };
  const baseNode = base.node;
  if (isPlainWrite(baseNode, value) || isPast(baseNode, target, value)) {
    const values = value.peek().data as TypedArray;
    write(baseNode, (data) => scatterChanged(data, values, { shape, ...place }));
    return;
  }
  const next = scatterInto(base, value, place).node;
  base.repoint(next);
  handOver(baseNode, next);
}
