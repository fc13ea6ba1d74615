// Tensor hooks: user code that sees a gradient on its way, and may change it.

import { RuntimeError } from "../errors";
import type { Node } from "../graph";
import { sameShape } from "../shape";
import { Tensor } from "../tensor";
import { follow } from "./follow";
import { hooksChanged } from "./presence";
import { type Hook, slotOf } from "./slot";

/** Takes a hook away again. */
export interface RemovableHandle {
  remove(): void;
}

function add<T>(list: T[], entry: T): RemovableHandle {
  list.push(entry);
  hooksChanged();
  return {
    remove() {
      const at = list.indexOf(entry);
      if (at < 0) return;
      list.splice(at, 1);
      hooksChanged();
    },
  };
}

/** Adds a hook to a node's gradient. */
export function registerHook(node: Node, hook: Hook): RemovableHandle {
  if (!node.requiresGrad) {
    throw new RuntimeError("cannot register a hook on a tensor that doesn't require gradient", {
      op: "registerHook",
    });
  }
  return add(slotOf(node).hooks, hook);
}

/** Adds a hook that runs after a leaf's `.grad` was added to. */
export function registerPostAccumulateGradHook(
  node: Node,
  hook: (tensor: Tensor) => void,
): RemovableHandle {
  if (!node.requiresGrad) {
    throw new RuntimeError("cannot register a hook on a tensor that doesn't require gradient", {
      op: "registerPostAccumulateGradHook",
    });
  }
  if (node.op !== null) {
    throw new RuntimeError("post accumulate grad hooks cannot be registered on non-leaf tensors", {
      op: "registerPostAccumulateGradHook",
    });
  }
  return add(slotOf(node).afterAccumulation, hook);
}

/** Whether user code is to see a node's gradient. */
export const hasHooks = (node: Node): boolean =>
  node.gradient !== null && slotOf(node).hooks.length > 0;

/** The gradient after the node's hooks; with `live`, one that follows what they read. */
export function throughHooks(node: Node, gradient: Tensor, live: boolean): Tensor {
  let current = gradient;
  for (const hook of [...slotOf(node).hooks]) {
    const before = current;
    const run = () => changed(hook, before);
    current = live ? follow(run) : run();
  }
  return current;
}

function changed(hook: Hook, gradient: Tensor): Tensor {
  const returned = hook(gradient);
  const result = returned instanceof Tensor ? returned : gradient;
  if (sameShape(result.shape, gradient.shape)) return result;
  throw new RuntimeError(`hook '${hook.name || "<lambda>"}' has changed the size of value`, {
    op: "registerHook",
  });
}
