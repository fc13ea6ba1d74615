// `grad_fn`: the backward graph as Python sees it.

import type { Tensor } from "../../index";
import { nativeType, Obj, Tuple, type Type, type Value } from "../objects";
import { leafObject } from "./tensorObject";

type GradFn = NonNullable<Tensor["gradFn"]>;

/** The address that every printed object has: the real one would be another at each run. */
export const address = "0x7f0000000000";

const types = new Map<string, Type>();

export class GradFnObject extends Obj {
  constructor(readonly gradFn: GradFn) {
    super();
  }

  get type(): Type {
    return typeNamed(this.gradFn.name);
  }
}

const objects = new WeakMap<GradFn, GradFnObject>();

/** The Python object of a backward node: the same for the same node. */
export function gradFnObject(gradFn: GradFn | null): Value {
  if (gradFn === null) return null;
  let found = objects.get(gradFn);
  if (found === undefined) {
    found = new GradFnObject(gradFn);
    objects.set(gradFn, found);
  }
  return found;
}

/** The backward nodes of Functions written in Python have no number. */
const isCustom = (name: string): boolean => name.endsWith("Backward");
const customModule = "torch.autograd.function";

/** As in PyTorch, each kind of backward node is a class of its own. */
function typeNamed(name: string): Type {
  let type = types.get(name);
  if (type === undefined) {
    type = nativeType<GradFnObject>({
      name,
      ...(isCustom(name) && { module: customModule }),
      is: (value): value is GradFnObject => value instanceof GradFnObject,
      attributes: {
        next_functions: ({ gradFn }) => new Tuple(gradFn.nextFunctions.map(edge)),
        ...(name === "AccumulateGrad" && {
          variable: ({ gradFn }: GradFnObject) => leafObject(gradFn.variable as Tensor),
        }),
      },
      methods: {
        name: ["", () => (name === "AccumulateGrad" ? `torch::autograd::${name}` : name)],
        __repr__: [
          "",
          () => `<${isCustom(name) ? `${customModule}.` : ""}${name} object at ${address}>`,
        ],
      },
    });
    types.set(name, type);
  }
  return type;
}

const edge = ([next, index]: GradFn["nextFunctions"][number]): Value =>
  new Tuple([gradFnObject(next), index]);
