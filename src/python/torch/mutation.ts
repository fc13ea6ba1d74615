// In-place changes as Python makes them: those through `.data` are not counted, so that autograd
// does not see them.

import { inPlace, versionCounter } from "../../bridge";
import { noGrad, type Tensor } from "../../index";

/** What `x.data` gave, and whose data it is. */
const aliases = new WeakMap<Tensor, Tensor>();

/** `x.data`: the same elements, outside the graph. */
export function dataOf(tensor: Tensor): Tensor {
  const alias = noGrad(() => tensor.detach());
  aliases.set(alias, tensor);
  return alias;
}

/** Runs a change of `target`; through `.data`, the count of changes stays as it was. */
export function mutate<T>(target: Tensor, change: () => T): T {
  const owner = aliases.get(target);
  if (owner === undefined) return change();
  const before = versionCounter(owner).value;
  const result = change();
  versionCounter(owner).value = before;
  return result;
}

/** Gives `target` the value that `compute` makes of it. */
export const overwrite = (name: string, target: Tensor, compute: () => Tensor): Tensor =>
  mutate(target, () => inPlace(name, target, compute));

/** `x.data = value`: other elements for the same variable, which autograd does not see. */
export function replaceData(target: Tensor, value: Tensor): void {
  const same = String(target.shape) === String(value.shape) && target.dtype === value.dtype;
  const { requiresGrad } = target;
  if (same) {
    const alias = dataOf(target);
    mutate(alias, () => noGrad(() => alias.copy_(value)));
  } else {
    const { node } = value.snapshot();
    node.requiresGrad = requiresGrad;
    target.repoint(node);
  }
}
