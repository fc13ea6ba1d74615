// Copies of tensors and modules: `copy.deepcopy`, and `torch.save` and `torch.load`, whose files are
// kept in memory.

import { nn } from "../../index";
import { copyModule } from "../modules/small";
import {
  call,
  type Dict,
  type Method,
  machine,
  type NativeFunction,
  native,
  raise,
  str,
  type Value,
} from "../objects";
import { ModuleObject } from "./nn/moduleObject";
import { fromTensor, type TensorObject } from "./tensorObject";

/** A copy of a value and all that it holds. */
export const deepCopy = (value: Value): Value =>
  call(copyModule().members.get("deepcopy") as Value, [value]);

function copyTensor({ tensor }: TensorObject): Value {
  if (!tensor.isLeaf) {
    throw raise.RuntimeError(
      "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment",
    );
  }
  const { requiresGrad } = tensor;
  const made =
    tensor instanceof nn.Parameter
      ? new nn.Parameter(tensor, requiresGrad)
      : tensor.snapshot().requiresGrad_(requiresGrad);
  if (tensor.grad !== null) made.grad = tensor.grad.snapshot();
  return fromTensor(made);
}

function copyEntries(from: Dict, to: Dict): void {
  for (const [key, value] of from.entries()) to.set(key, deepCopy(value));
}

/** The engine's layer is shared: it is given its state anew at each call. */
function copyOfModule(module: ModuleObject): Value {
  const made = new ModuleObject(module.type);
  made.initialised = module.initialised;
  made.training = module.training;
  made.layer = module.layer;
  for (const name of module.scratch) made.scratch.add(name);
  for (const kind of ["parameters", "buffers", "modules"] as const) {
    copyEntries(module[kind], made[kind]);
  }
  for (const [name, value] of module.attributes) made.attributes.set(name, deepCopy(value));
  return made;
}

export const tensorCopying: Readonly<Record<string, Method<TensorObject>>> = {
  __deepcopy__: ["memo", copyTensor],
};

export const moduleCopying: Readonly<Record<string, Method<ModuleObject>>> = {
  __deepcopy__: ["memo", copyOfModule],
};

/** What was saved, by file name, for each session: its random state stands for it. */
const sessions = new WeakMap<object, Map<string, Value>>();

function filesHere(): Map<string, Value> {
  let files = sessions.get(machine.random);
  if (files === undefined) {
    files = new Map();
    sessions.set(machine.random, files);
  }
  return files;
}

export const saving: Readonly<Record<string, NativeFunction>> = {
  save: native("save", "obj, f, **kwargs", (value, file) => {
    filesHere().set(str(file as Value), deepCopy(value as Value));
    return null;
  }),
  load: native("load", "f, map_location=None, **kwargs", (file) => {
    const found = filesHere().get(str(file as Value));
    if (found !== undefined) return deepCopy(found);
    throw raise.FileNotFoundError(`[Errno 2] No such file or directory: '${str(file as Value)}'`);
  }),
};
