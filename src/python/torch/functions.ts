// The functions of `torch` itself: operations of the table, and what is declared beside them.

import {
  getDefaultDtype,
  noGrad,
  type Op,
  type PrintOptions,
  setDefaultDtype,
  setPrintoptions,
  type Tensor,
} from "../../index";
import { type NativeFunction, native, raise, Tuple, type Value } from "../objects";
import { aliasesOf } from "./aliases";
import { itemsOf, numberOf, operand, tensorOf } from "./arguments";
import { inPlaceOperation, operation } from "./binding";
import { bitwise, bitwiseNot } from "./bitwise";
import { dtypeObject, dtypeOfName } from "./dtypes";
import { camelCase, snakeCase } from "./names";
import { allOperations, torchOperation } from "./table";
import { fromTensor, TensorObject } from "./tensorObject";
import { nonzero, valueFunctions } from "./values";

/** The operations of one namespace as functions, under all of their names. */
export function tableFunctions(namespace: Op["namespace"]): Record<string, Value> {
  const functions: Record<string, Value> = {};
  for (const op of allOperations) {
    if (op.namespace !== namespace) continue;
    const name = snakeCase(op.name);
    // Messages and results of torch.linalg say so in their names.
    const prefix = namespace === "linalg" ? "linalg_" : "";
    for (const each of [name, ...aliasesOf(name)]) functions[each] = operation(op, prefix + each);
  }
  return functions;
}

/** The in-place forms that are functions too. */
export const inPlaceFunctions = (names: readonly string[]): Record<string, Value> =>
  Object.fromEntries(
    names.map((name) => [`${name}_`, inPlaceOperation(torchOperation(camelCase(name)))]),
  );

const printing = native(
  "set_printoptions",
  "precision=None, threshold=None, edgeitems=None, linewidth=None, profile=None, sci_mode=None",
  (precision, threshold, edgeitems, linewidth, profile, sciMode) => {
    const given: Record<string, unknown> = {};
    for (const [key, value] of Object.entries({ precision, threshold, edgeitems, linewidth })) {
      if (value !== null) given[key] = numberOf(value);
    }
    if (profile !== null) given.profile = profile;
    if (sciMode !== null) given.sciMode = sciMode;
    setPrintoptions(given as Partial<PrintOptions>);
    return null;
  },
);

const bits = (name: "and" | "or" | "xor"): NativeFunction =>
  native(`bitwise_${name}`, "input, other", (a, b) =>
    fromTensor(bitwise(name, operand(a) as Tensor, operand(b) as Tensor)),
  );

const asTensors = (values: Value | undefined): Tensor[] => {
  const [first] = itemsOf(values) ?? [];
  const list = itemsOf(first) ?? itemsOf(values) ?? [];
  return list.map((value) => tensorOf(value, "broadcast_tensors", "tensors"));
};

/** All tensors in the shape that they broadcast to together. */
function broadcastTensors(tensors: readonly Tensor[]): Value {
  const shape = tensors
    .map((x) => x.detach().eq(x.detach()))
    .reduce((a, b) => a.logicalOr(b)).shape;
  return new Tuple(tensors.map((x) => fromTensor(x.expand(shape))));
}

const atLeast = (rank: number, name: string): NativeFunction =>
  native(name, "input", (given) => {
    let x = tensorOf(given, name, "input");
    while (x.ndim < rank) x = x.unsqueeze(0);
    return fromTensor(x);
  });

const isFloating = (x: Tensor): boolean => x.dtype === "float32" || x.dtype === "float64";

/** torch.where with the condition alone is nonzero. */
function whereFunction(): NativeFunction {
  const three = operation(torchOperation("where"));
  return native("where", "condition, input=?, other=?", (condition, x, y) =>
    x === undefined
      ? nonzero(tensorOf(condition, "where", "condition"), true)
      : three.call([condition, x, y] as Value[], null),
  );
}

export const functions = (): Record<string, Value> => ({
  ...valueFunctions,
  where: whereFunction(),
  set_printoptions: printing,
  bitwise_and: bits("and"),
  bitwise_or: bits("or"),
  bitwise_xor: bits("xor"),
  bitwise_not: native("bitwise_not", "input", (x) =>
    fromTensor(bitwiseNot(tensorOf(x, "bitwise_not", "input"))),
  ),
  broadcast_tensors: native("broadcast_tensors", "*tensors", (given) =>
    broadcastTensors(asTensors(given)),
  ),
  atleast_1d: atLeast(1, "atleast_1d"),
  atleast_2d: atLeast(2, "atleast_2d"),
  is_tensor: native("is_tensor", "obj", (value) => value instanceof TensorObject),
  is_floating_point: native("is_floating_point", "input", (x) =>
    isFloating(tensorOf(x, "is_floating_point", "input")),
  ),
  numel: native("numel", "input", (x) => tensorOf(x, "numel", "input").numel()),
  get_default_dtype: native("get_default_dtype", "", () => dtypeObject(getDefaultDtype())),
  set_default_dtype: native("set_default_dtype", "d, /", (value) => {
    setDefaultDtype(dtypeOfName(value ?? null));
    return null;
  }),
  set_default_tensor_type: native("set_default_tensor_type", "t, /", (value) => {
    setDefaultDtype(value === "torch.DoubleTensor" ? "float64" : "float32");
    return null;
  }),
  get_num_threads: native("get_num_threads", "", () => 1),
  set_num_threads: native("set_num_threads", "n", () => null),
  use_deterministic_algorithms: native(
    "use_deterministic_algorithms",
    "mode, *, warn_only=False",
    () => null,
  ),
  diff: native("diff", "input, n=1, dim=-1", (x, n, dim) => {
    let result = tensorOf(x, "diff", "input");
    const along = numberOf(dim) as number;
    for (let i = 0; i < (numberOf(n) as number); i++) {
      const length = result.size(along) - 1;
      result = result.narrow(along, 1, length).sub(result.narrow(along, 0, length));
    }
    return fromTensor(result);
  }),
  result_type: native("result_type", "tensor1, tensor2", (a, b) => {
    const [left, right] = [operand(a), operand(b)];
    if (left === undefined || right === undefined)
      throw raise.TypeError("result_type(): expected tensors or numbers");
    return dtypeObject(noGrad(() => left.mul(right)).dtype);
  }),
});
