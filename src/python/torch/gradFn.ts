// `grad_fn`: the backward graph as Python sees it.

import type { Tensor } from "../../index";
import { nativeType, Obj, Tuple, type Type, type Value } from "../objects";
import { leafObject, type TensorObject } from "./tensorObject";

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

const rewritten = new WeakMap<GradFn, GradFn>();

/** PyTorch makes a view that was written in place anew, from its base's elements by their strides. */
function asStrided(gradFn: GradFn, { tensor }: TensorObject): GradFn {
  let made = rewritten.get(gradFn);
  if (made === undefined) {
    const base = tensor.viewOf?.base.gradFn ?? null;
    made = { name: "AsStridedBackward0", nextFunctions: [[base, 0]] };
    rewritten.set(gradFn, made);
  }
  return made;
}

/** The backward node of a tensor, as PyTorch names it. */
export function gradFnOf(object: TensorObject): GradFn | null {
  const { gradFn } = object.tensor;
  return gradFn !== null && object.isRewritten ? asStrided(gradFn, object) : gradFn;
}

/** The text of a tensor, with its backward node as PyTorch names it. */
export function textOf(object: TensorObject): string {
  const text = object.tensor.toString();
  const { gradFn } = object.tensor;
  if (gradFn === null || !object.isRewritten) return text;
  return text.replace(`grad_fn=<${gradFn.name}>`, `grad_fn=<${gradFnOf(object)?.name}>`);
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
