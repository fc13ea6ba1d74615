// Calls from Python to the engine's operations: arguments are bound by the parameters that the op
// table declares, in PyTorch's spelling and with PyTorch's words for what does not fit.

import { type AnyParam, formsOf } from "../../bridge";
import { noGrad, type Op, Tensor } from "../../index";
import {
  Float,
  type Kwargs,
  type NativeFunction,
  nativeRaw,
  Raised,
  raise,
  Tuple,
  type Value,
} from "../objects";
import { fromResult, itemsOf, operand, staticOf, tensorOf, typeName } from "./arguments";
import { checkDevice } from "./dtypes";
import { overwrite } from "./mutation";
import { camelCase, snakeCase } from "./names";
import { drawn } from "./random";
import { reserve, TensorObject } from "./tensorObject";

type Call = (...given: unknown[]) => unknown;

/** NumPy's names of parameters, which PyTorch takes too. */
const aliases = new Map([
  ["axis", "dim"],
  ["keepdims", "keepdim"],
  ["x", "input"],
]);

/** What says where and how a tensor is kept: accepted, and without effect here. */
const ignored = new Set([
  "layout",
  "pin_memory",
  "non_blocking",
  "memory_format",
  "copy",
  "sparse",
]);

const hasName = (params: readonly AnyParam[], name: string): boolean =>
  params.some((p) => p.name === name);

const none: ReadonlyMap<string, Value> = new Map();

/** Keyword arguments by the engine's names; null if one is not declared. */
function keywords(
  params: readonly AnyParam[],
  kwargs: Kwargs,
): ReadonlyMap<string, Value> | string {
  if (kwargs === null) return none;
  const named = new Map<string, Value>();
  for (const [key, value] of kwargs) {
    let name = camelCase(key);
    if (!hasName(params, name)) {
      const other =
        aliases.get(key) ?? (key === "input" || key === "self" ? params[0]?.name : undefined);
      if (other !== undefined && hasName(params, other)) name = other;
    }
    if (hasName(params, name)) named.set(name, value);
    else if (key === "device") checkDevice(value);
    else if (!ignored.has(key)) return key;
  }
  return named;
}

const expectations: Readonly<Record<string, string>> = {
  "a Tensor": "Tensor",
  "a Tensor or a number": "Tensor",
  "a Tensor or null": "Tensor",
  "an array of Tensors": "tuple of Tensors",
  "an integer": "int",
  "an integer or null": "int",
  "a boolean": "bool",
  "a number": "float",
  "a number or null": "float",
  "a number or a boolean": "Number",
};

function expectation({ expected }: AnyParam): string {
  const known = expectations[expected];
  if (known !== undefined) return known;
  if (expected.startsWith("integers") || expected.startsWith("an integer or"))
    return "tuple of ints";
  return expected.startsWith("a dtype") ? "torch.dtype" : "str";
}

/** One argument as the engine takes it; undefined if it is of another type than declared. */
function convert(op: string, param: AnyParam, value: Value): unknown {
  if (param.kind === "tensor") {
    if (value === null) return null;
    return isTensor(value) || takesNumber(op, param) ? operand(value) : undefined;
  }
  if (param.kind === "tensors") {
    return itemsOf(value)?.map((item) => (item instanceof TensorObject ? item.tensor : undefined));
  }
  if (value instanceof Float && isIntegral(param)) return undefined;
  return staticOf(value);
}

/** The operations whose second operand may be a Python number, and those whose first may too. */
const withNumber = new Set(
  `add sub mul div pow remainder fmod floorDivide eq ne lt le gt ge rsub where clamp maskedFill indexFill
  lerp xlogy scatter isclose repeatInterleave`.split(/\s+/),
);
const withNumberFirst = new Set(["pow", "xlogy", "remainder"]);

function takesNumber(op: string, { name }: AnyParam): boolean {
  return withNumber.has(op) && (name !== "input" || withNumberFirst.has(op) || op === "where");
}

const isIntegral = ({ expected }: AnyParam): boolean => /^(an integer|integers)/.test(expected);

const isTensor = (value: Value | undefined): boolean => value instanceof TensorObject;

/** The engine's arguments of a call, in the parameters' order. @throws Raised in PyTorch's words */
function bindTo(
  fn: string,
  op: string,
  params: readonly AnyParam[],
  args: readonly Value[],
  kwargs: Kwargs,
  isMethod: boolean,
): unknown[] {
  const named = keywords(params, kwargs);
  if (typeof named === "string") {
    throw raise.TypeError(`${fn}() got an unexpected keyword argument '${named}'`);
  }
  const bound: unknown[] = [];
  let taken = 0;
  params.forEach((param, i) => {
    let value: Value | undefined;
    if (taken < args.length && !(named.has(param.name) && param.kind !== "tensor")) {
      value = args[taken++] as Value;
      const collects =
        (param.variadic && typeof value === "number") ||
        (param.kind === "tensors" && isTensor(value));
      if (collects) {
        const items = [value];
        const fits =
          param.kind === "tensors"
            ? isTensor
            : (v: Value | undefined) => typeof v === "number" || isTensor(v);
        while (taken < args.length && fits(args[taken])) items.push(args[taken++] as Value);
        value = new Tuple(items);
      }
      if (named.has(param.name)) {
        throw raise.TypeError(
          `${fn}() got multiple values for argument '${snakeCase(param.name)}'`,
        );
      }
    } else value = named.get(param.name);
    bound.push(read(fn, op, params, i, value, isMethod));
  });
  if (taken < args.length) {
    const count = (n: number) => n - (isMethod ? 1 : 0);
    const most = count(params.length);
    throw raise.TypeError(
      `${fn}() takes ${most} positional argument${most === 1 ? "" : "s"} but ${count(args.length)} were given`,
    );
  }
  return bound;
}

function read(
  fn: string,
  op: string,
  params: readonly AnyParam[],
  index: number,
  value: Value | undefined,
  isMethod: boolean,
): unknown {
  const param = params[index] as AnyParam;
  if (value === undefined) {
    if (!param.required) return undefined;
    const missing = params
      .filter((p, i) => i >= index && p.required)
      .map((p) => `"${snakeCase(p.name)}"`);
    throw raise.TypeError(
      `${fn}() missing ${missing.length} required positional arguments: ${missing.join(", ")}`,
    );
  }
  const given = convert(op, param, value);
  if (given !== undefined && param.read(given) !== undefined) return given;
  // None stands for a default that is something else.
  if (value === null && !param.required) return undefined;
  const position = index + (isMethod ? 0 : 1);
  throw raise.TypeError(
    `${fn}(): argument '${snakeCase(param.name)}' (position ${position}) must be ${expectation(param)}, not ${typeName(value)}`,
  );
}

/** Whether a call gives tensors only, where tensors are declared: there is nothing to bind then. */
function plainCall(op: Op): (args: readonly Value[]) => boolean {
  const { params } = op;
  const leading = params.findIndex(({ kind }) => kind !== "tensor");
  const most = leading < 0 ? params.length : leading;
  const least = params.filter(({ required }) => required).length;
  if (least > most || formsOf(op) !== null) return () => false;
  return (args) => args.length >= least && args.length <= most && args.every(isTensor);
}

const callPlainly = (op: Op, args: readonly Value[]): unknown =>
  (op.call as unknown as Call)(...args.map((arg) => (arg as TensorObject).tensor));

/** Refuses sizes beyond the memory limit before anything is made. */
function reserveFor(params: readonly AnyParam[], bound: readonly unknown[]): void {
  const first = bound[0];
  const own = first instanceof Tensor ? first.numel() : 1;
  params.forEach(({ name }, i) => {
    const given = bound[i];
    if ((name !== "size" && name !== "repeats") || !Array.isArray(given)) return;
    const count = given.reduce<number>((product, n) => product * Number(n), 1);
    reserve(name === "repeats" ? own * count : count);
  });
}

/** Calls an operation with Python's arguments. */
export function callOp(
  op: Op,
  fn: string,
  args: readonly Value[],
  kwargs: Kwargs,
  isMethod: boolean,
): unknown {
  const call = op.call as unknown as Call;
  const forms = formsOf(op);
  if (forms === null) {
    const bound = bindTo(fn, op.name, op.params, args, kwargs, isMethod);
    reserveFor(op.params, bound);
    return call(...bound);
  }
  let refusal: unknown;
  for (const form of forms) {
    let bound: unknown[];
    try {
      bound = bindTo(fn, op.name, form.params, args, kwargs, isMethod);
    } catch (thrown) {
      if (!(thrown instanceof Raised)) throw thrown;
      refusal ??= thrown;
      continue;
    }
    while (bound.length > 0 && bound[bound.length - 1] === undefined) bound.pop();
    return call(...bound);
  }
  throw refusal;
}

/** Takes an argument that is not the operation's out of the keywords. */
function without(kwargs: Kwargs, name: string): Kwargs {
  if (kwargs === null || !kwargs.has(name)) return kwargs;
  return new Map([...kwargs].filter(([key]) => key !== name));
}

/** An operation as a function of PyTorch; a method, if the receiver is its first argument. */
export function operation(op: Op, fn = snakeCase(op.name), isMethod = false): NativeFunction {
  const declaresInplace = hasName(op.params, "inplace");
  const plain = plainCall(op);
  return nativeRaw(fn, (args, given) => {
    if (given === null && plain(args)) return fromResult(fn, callPlainly(op, args));
    const out = given?.get("out") ?? null;
    const kwargs = without(given, "generator");
    const overwrites = !declaresInplace && kwargs?.get("inplace") === true;
    const rest = declaresInplace
      ? without(kwargs, "out")
      : without(without(kwargs, "out"), "inplace");
    if (overwrites) {
      const target = tensorOf(args[0] ?? kwargs?.get("input"), fn, "input");
      return fromResult(
        fn,
        overwrite(fn, target, () => callOp(op, fn, args, rest, isMethod) as Tensor),
      );
    }
    const result = drawn(given, () => callOp(op, fn, args, rest, isMethod));
    if (out instanceof TensorObject && result instanceof Tensor) {
      store(out.tensor, result);
      return out;
    }
    return fromResult(fn, result);
  });
}

/** `out=`: the result goes into a tensor that there is, which takes its shape. */
function store(out: Tensor, result: Tensor): void {
  const fits = String(out.shape) === String(result.shape);
  if (fits) noGrad(() => out.copy_(result));
  else out.repoint(result.snapshot().node);
}

/** The in-place form of an operation, `add_`. */
export const inPlaceOperation = (op: Op): NativeFunction => {
  const fn = `${snakeCase(op.name)}_`;
  return nativeRaw(fn, (args, kwargs) => {
    const target = tensorOf(args[0], fn, "self");
    overwrite(fn, target, () => callOp(op, fn, args, kwargs, true) as Tensor);
    return args[0] as Value;
  });
};
