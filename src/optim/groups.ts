// Parameter groups: which tensors an optimizer moves, and with which options. Made from what a user
// gives, with PyTorch's checks and messages.

import { scalarTypeName } from "../dtype";
import { describe, TypeError, ValueError } from "../errors";
import { argument } from "../nn/arguments";
import { Tensor } from "../tensor";

/** The parameters of a group and the options they are moved with, which may be changed at any time. */
export type ParamGroup<Options> = { params: Tensor[]; initialLr?: number } & {
  -readonly [K in keyof Options]: Options[K];
};

/** A group as given: options that are left out are the optimizer's. */
export type GivenGroup<Options> = {
  readonly params: Tensor | Iterable<Tensor>;
} & { readonly [K in keyof Options]?: Options[K] };

/** What an optimizer may be given to optimize. */
export type Optimizable<Options> = Iterable<Tensor> | Iterable<GivenGroup<Options>>;

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === "object" && value !== null && Symbol.iterator in value;

/** The name of a value's type, as PyTorch's messages have it. */
function typeName(value: unknown): string {
  if (value instanceof Tensor) return `torch.${scalarTypeName(value.dtype)}Tensor`;
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  return typeof value === "string" ? "str" : describe(value);
}

/** The first parameter of every optimizer; `groupsOf` says what is wrong with other values. */
export const optimizable = <Options>() =>
  argument("params", "an iterable of Tensors or groups", (value) => value as Optimizable<Options>);

/**
 * The groups in what an optimizer was given.
 * @throws TypeError for anything but an iterable, ValueError for an empty one.
 */
export function groupsOf<Options>(op: string, given: Optimizable<Options>): GivenGroup<Options>[] {
  if (given instanceof Tensor || !isIterable(given)) {
    throw new TypeError(
      `params argument given to the optimizer should be an iterable of Tensors or dicts, but got ${typeName(given)}`,
      { op, parameter: "params" },
    );
  }
  const all = [...given] as Tensor[] | GivenGroup<Options>[];
  const [first] = all;
  if (first === undefined) {
    throw new ValueError("optimizer got an empty parameter list", { op, parameter: "params" });
  }
  const inGroups = typeof first === "object" && !(first instanceof Tensor) && "params" in first;
  return inGroups
    ? (all as GivenGroup<Options>[])
    : [{ params: all as Tensor[] } as unknown as GivenGroup<Options>];
}

/**
 * A group with the defaults filled in.
 * @throws TypeError for what is no tensor, ValueError for what cannot be moved or is already.
 */
export function completeGroup<Options extends object>(
  op: string,
  given: GivenGroup<Options>,
  defaults: Options,
  taken: ReadonlySet<Tensor>,
): ParamGroup<Options> {
  const context = { op, parameter: "params" };
  const params = given.params instanceof Tensor ? [given.params] : [...given.params];
  for (const param of params) {
    if (!(param instanceof Tensor)) {
      throw new TypeError(
        `optimizer can only optimize Tensors, but one of the params is ${typeName(param)}`,
        context,
      );
    }
    if (!param.isLeaf || !param.node.isSource || param.node.constant) {
      throw new ValueError("can't optimize a non-leaf Tensor", context);
    }
  }
  refuseUnknown(op, given, defaults);
  const repeated = new Set(params).size !== params.length;
  if (repeated || params.some((param) => taken.has(param))) {
    throw new ValueError("some parameters appear in more than one parameter group", context);
  }
  const options = Object.fromEntries(
    Object.entries(given).filter(([key, value]) => key !== "params" && value !== undefined),
  );
  return { ...defaults, ...options, params } as unknown as ParamGroup<Options>;
}

function refuseUnknown(op: string, given: object, defaults: object): void {
  for (const key of Object.keys(given)) {
    if (key === "params" || key === "initialLr" || Object.hasOwn(defaults, key)) continue;
    throw new TypeError(
      `${op}: unknown option ${key} in a parameter group; known are ${Object.keys(defaults).join(", ")}`,
      { op, parameter: key },
    );
  }
}
