// Tensors made by a function: `createTensor(fn)`.

import { getOwner, onCleanup } from "solid-js";
import type { DType } from "../dtype";
import { isFloating } from "../dtype";
import { Dynamic, type Outcome } from "../dynamic";
import { RuntimeError, TypeError } from "../errors";
import { evaluate } from "../evaluate";
import { Node } from "../graph";
import { type Nested, parse } from "../nested";
import { bind, dtype as dtypeParam, flag } from "../params";
import { scalarShape } from "../shape";
import { Tensor } from "../tensor";

export interface CreateTensorOptions {
  /** The element type of values that `fn` returns; inferred by default. */
  readonly dtype?: DType;
  /** Whether the leaf that holds returned values requires a gradient. Default `false`. */
  readonly requiresGrad?: boolean;
}

const params = [dtypeParam("dtype", null), flag("requiresGrad", false)] as const;

/**
 * A tensor made by `fn`, which runs again when something that it read has changed: a tensor's value
 * or shape, or a Solid signal. It runs lazily, when the tensor is read.
 *
 * - When `fn` returns a tensor, this is that tensor, whichever branch made it: shape, `gradFn` and
 *   gradients are those of the branch taken.
 * - When `fn` returns numbers (nested arrays, a typed array, one number), this is a leaf driven by
 *   what `fn` reads.
 *
 * Disposed with its owner: from then on it no longer follows Solid signals, only tensors.
 *
 * @example
 * const c = createTensor(() => {
 *   let b = a.mul(2);
 *   while (b.norm().item() < 1000) b = b.mul(2);
 *   return b;
 * });
 * @example const x = createTensor(() => [left(), right()], { requiresGrad: true });
 * @throws what `fn` throws at its first run; later errors are thrown where the tensor is read.
 */
export function createTensor(fn: () => Tensor | Nested, options: CreateTensorOptions = {}): Tensor {
  const [given, requiresGrad] = bind("createTensor", params, [options]) as [DType | null, boolean];
  const dtype = given ?? undefined;
  const code = (): Outcome => {
    const value = fn();
    if (value instanceof Tensor) {
      if (dtype !== undefined || requiresGrad) {
        throw new TypeError(
          "createTensor: dtype and requiresGrad are for a function that returns numbers; this one returned a Tensor",
          { op: "createTensor", parameter: dtype === undefined ? "requiresGrad" : "dtype" },
        );
      }
      return { node: value.node };
    }
    return parse("createTensor", value, dtype);
  };
  const dynamic = new Dynamic(code);
  const node = new Node(null, [], {}, scalarShape, dtype ?? "float32", requiresGrad, dynamic);
  const made = new Tensor(node);
  if (getOwner() !== null) onCleanup(() => dynamic.release());
  evaluate(node);
  // Code around this one (an outer createTensor, an effect) is to be tried again when it may succeed.
  if (dynamic.error !== null) made.read();
  if (requiresGrad && !isFloating(node.dtype)) {
    dynamic.release();
    throw new RuntimeError(
      "Only Tensors of floating point and complex dtype can require gradients",
      {
        op: "createTensor",
        parameter: "requiresGrad",
      },
    );
  }
  return made;
}
