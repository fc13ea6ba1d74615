// torch.nn.functional: the operations of that namespace, and those of torch that it has too.

import { nn, type Op } from "../../../index";
import { type NativeFunction, nativeRaw, raise, type Value } from "../../objects";
import { numberOf, tensorOf } from "../arguments";
import { inPlaceOperation, operation } from "../binding";
import { tableFunctions } from "../functions";
import { snakeCase } from "../names";

/** Losses' legacy arguments, which `reduction` replaced. */
function modern(fn: NativeFunction): NativeFunction {
  return nativeRaw(fn.name, (args, kwargs) => {
    if (kwargs === null || !(kwargs.has("size_average") || kwargs.has("reduce"))) {
      return fn.call(args, kwargs);
    }
    const rest = new Map(kwargs);
    rest.delete("size_average");
    rest.delete("reduce");
    if (kwargs.get("reduce") === false) rest.set("reduction", "none");
    else if (kwargs.get("size_average") === false) rest.set("reduction", "sum");
    return fn.call(args, rest);
  });
}

/** softmax without `dim` takes the one that PyTorch guesses. */
const guessing = (fn: NativeFunction): NativeFunction =>
  nativeRaw(fn.name, (args, kwargs) => {
    if (args.length > 1 || kwargs?.has("dim")) return fn.call(args, kwargs);
    const { ndim } = tensorOf(args[0] ?? kwargs?.get("input"), fn.name, "input");
    const dim = ndim === 0 || ndim === 1 || ndim === 3 ? 0 : 1;
    return fn.call(args, new Map([...(kwargs ?? []), ["dim", dim]]));
  });

/** Whole channels, of volumes too. */
const isDropout = (name: string): boolean => name.includes("dropout");

function checkedDropout(fn: NativeFunction): NativeFunction {
  return nativeRaw(fn.name, (args, kwargs) => {
    const p = numberOf(args[1] ?? kwargs?.get("p") ?? 0.5);
    if (p !== undefined && (p < 0 || p > 1)) {
      throw raise.ValueError(`dropout probability has to be between 0 and 1, but got ${p}`);
    }
    return fn.call(args, kwargs);
  });
}

export function functionalFunctions(): Record<string, Value> {
  const functions: Record<string, Value> = { ...tableFunctions("nn.functional") };
  for (const [name, fn] of Object.entries(nn.functional)) {
    const { op } = fn as unknown as { readonly op?: Op };
    if (op !== undefined) functions[snakeCase(name)] ??= operation(op, snakeCase(name));
  }
  for (const [name, fn] of Object.entries(functions)) {
    const wrapped = fn as NativeFunction;
    if (name.includes("loss") || name.includes("cross_entropy") || name === "kl_div") {
      functions[name] = modern(wrapped);
    } else if (/^(log_)?softm(ax|in)$/.test(name)) functions[name] = guessing(wrapped);
    else if (isDropout(name)) functions[name] = checkedDropout(wrapped);
  }
  return { ...functions, ...inPlaceForms(), upsample: functions.interpolate as Value };
}

/** `F.relu_` and its kin. */
function inPlaceForms(): Record<string, Value> {
  const forms: Record<string, Value> = {};
  for (const name of [
    "relu",
    "elu",
    "celu",
    "selu",
    "leakyRelu",
    "hardtanh",
    "threshold",
  ] as const) {
    const { op } = nn.functional[name] as unknown as { readonly op: Op };
    forms[`${snakeCase(name)}_`] = inPlaceOperation(op);
  }
  return forms;
}
