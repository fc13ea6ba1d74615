// What autograd adds to a tensor: `grad`, `backward`, `gradFn`, `requiresGrad` and their kin.

import { isFloating } from "../dtype";
import { describe, RuntimeError, TypeError } from "../errors";
import { sameShape } from "../shape";
import { Tensor } from "../tensor";
import { type BackwardOptions, backward } from "./backward";
import { type GradFn, gradFnOf, originOf } from "./gradFn";
import { syncHolders } from "./holders";
import { type RemovableHandle, registerHook, registerPostAccumulateGradHook } from "./hooks";
import { type Hook, slotOf } from "./slot";

declare module "../tensor" {
  interface Tensor {
    /**
     * The gradient: what `backward()` has accumulated, or, while a `createBackward` lives, the
     * current gradient of its loss. Null where there is none. Reading it in a tracking scope
     * subscribes to whether there is one; reading its values subscribes to them.
     */
    grad: Tensor | null;
    /** Whether gradients are computed for this tensor. Only a leaf's can be set. */
    requiresGrad: boolean;
    /** The operation that made this tensor, for differentiation; null for leaves. */
    readonly gradFn: GradFn | null;
    /** Whether a non-leaf keeps its gradient, after `retainGrad()`. */
    readonly retainsGrad: boolean;
    /** Sets `requiresGrad` of a leaf, in place. */
    requiresGrad_(requiresGrad?: boolean): this;
    /**
     * Runs `hook` on this tensor's gradient in every backward pass; what it returns takes the
     * gradient's place.
     * @example const handle = w.registerHook((g) => g.mul(2)); handle.remove();
     */
    registerHook(hook: Hook): RemovableHandle;
    /** Runs `hook` after `backward()` has added into this leaf's `.grad`. */
    registerPostAccumulateGradHook(hook: (tensor: Tensor) => void): RemovableHandle;
    /**
     * Takes this tensor off the differentiable graph, in place.
     * @throws RuntimeError if it is a view.
     */
    detach_(): this;
    /** Makes a non-leaf keep its gradient in `.grad`. */
    retainGrad(): void;
    /**
     * Adds the gradients of this tensor into the `.grad` of its leaves, at once.
     * @param gradient dL/d this; may be left out for a tensor with one element.
     * @example loss.backward()
     * @throws RuntimeError in PyTorch's words.
     */
    backward(gradient: Tensor | null | undefined, options: BackwardOptions): void;
    backward(options?: BackwardOptions & { readonly gradient?: Tensor | null }): void;
    backward(gradient?: Tensor | null): void;
  }
}

const nonLeafWarning =
  "The .grad attribute of a Tensor that is not a leaf Tensor is being accessed. Its .grad attribute won't be populated during autograd.backward(). If you indeed want the .grad field to be populated for a non-leaf Tensor, use .retain_grad() on the non-leaf Tensor. If you access the non-leaf Tensor by mistake, make sure you access the leaf Tensor instead. See github.com/pytorch/pytorch/pull/30531 for more informations.";
let warned = false;

function readGrad(tensor: Tensor): Tensor | null {
  const origin = originOf(tensor.node);
  if (
    origin.op !== null &&
    origin.requiresGrad &&
    !(origin.gradient !== null && (slotOf(origin).retained || slotOf(origin).accumulated !== null))
  ) {
    if (!warned) console.warn(nonLeafWarning);
    warned = true;
    return null;
  }
  syncHolders(origin);
  const slot = slotOf(origin);
  slot.track();
  return slot.current();
}

function writeGrad(tensor: Tensor, value: Tensor | null): void {
  const slot = slotOf(originOf(tensor.node));
  if (slot.holders.length > 0) {
    throw new RuntimeError("grad: this leaf's .grad is held current by createBackward", {
      op: "grad",
    });
  }
  if (value !== null) {
    if (!(value instanceof Tensor)) {
      throw new TypeError(
        `assigned grad expected to be a Tensor or None but got grad of type ${describe(value)}`,
        { op: "grad" },
      );
    }
    if (!sameShape(value.shape, tensor.shape)) {
      throw new RuntimeError("assigned grad has data of a different size", { op: "grad" });
    }
    if (value.dtype !== tensor.dtype) {
      throw new RuntimeError("assigned grad has data of a different type", { op: "grad" });
    }
  }
  if (slot.accumulated === value) return;
  slot.accumulated = value;
  slot.changed();
}

function setRequiresGrad(tensor: Tensor, value: boolean): void {
  const origin = originOf(tensor.node);
  if (origin.op !== null && origin.requiresGrad) {
    if (value) return;
    throw new RuntimeError(
      "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a subgraph that doesn't require differentiation use var_no_grad = var.detach().",
      { op: "requiresGrad_" },
    );
  }
  if (value && !isFloating(origin.dtype)) {
    throw new RuntimeError("only Tensors of floating point dtype can require gradients", {
      op: "requiresGrad_",
    });
  }
  // As in PyTorch, what was computed without a gradient becomes a variable of its own.
  if (value && origin.op !== null) tensor.becomeLeaf();
  const { node } = tensor;
  node.requiresGrad = value;
  originOf(node).requiresGrad = value;
}

Object.defineProperties(Tensor.prototype, {
  grad: {
    // Hot reload defines it again.
    configurable: true,
    get(this: Tensor) {
      return readGrad(this);
    },
    set(this: Tensor, value: Tensor | null) {
      writeGrad(this, value);
    },
  },
  requiresGrad: {
    configurable: true,
    get(this: Tensor) {
      if (this.node.hasDynamic) this.shape;
      return this.node.requiresGrad;
    },
    set(this: Tensor, value: boolean) {
      setRequiresGrad(this, value);
    },
  },
  gradFn: {
    configurable: true,
    get(this: Tensor) {
      if (this.node.hasDynamic) this.shape;
      return gradFnOf(this.node);
    },
  },
  retainsGrad: {
    configurable: true,
    get(this: Tensor) {
      const origin = originOf(this.node);
      return origin.gradient !== null && slotOf(origin).retained;
    },
  },
});

Tensor.prototype.requiresGrad_ = function (value = true) {
  setRequiresGrad(this, value);
  return this;
};

Tensor.prototype.retainGrad = function () {
  const origin = originOf(this.node);
  if (!origin.requiresGrad) {
    throw new RuntimeError("can't retain_grad on Tensor that has requires_grad=False", {
      op: "retainGrad",
    });
  }
  if (origin.op !== null) slotOf(origin).retained = true;
};

Tensor.prototype.detach_ = function () {
  if (this.viewOf !== null) {
    throw new RuntimeError(
      "Can't detach views in-place. Use detach() instead. If you are using DistributedDataParallel (DDP) for training, and gradient_as_bucket_view is set as True, gradients are views of DDP buckets, and hence detach_() cannot be called on these gradients. To fix this error, please refer to the Optimizer.zero_grad() function in torch/optim/optimizer.py as the solution.",
      { op: "detach_" },
    );
  }
  if (this.isLeaf) setRequiresGrad(this, false);
  else this.repoint(this.detach().node);
  return this;
};

Tensor.prototype.registerHook = function (hook) {
  return registerHook(originOf(this.node), hook);
};

Tensor.prototype.registerPostAccumulateGradHook = function (hook) {
  return registerPostAccumulateGradHook(originOf(this.node), hook);
};

Tensor.prototype.backward = function (
  this: Tensor,
  first?: Tensor | null | (BackwardOptions & { gradient?: Tensor | null }),
  options?: BackwardOptions,
) {
  if (first == null || first instanceof Tensor) {
    backward(this, first == null ? null : [first], options);
    return;
  }
  const { gradient, ...rest } = { ...first, ...options } as typeof first;
  backward(this, gradient == null ? null : [gradient], rest);
};
