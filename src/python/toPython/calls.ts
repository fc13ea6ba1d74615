// Operations that PyTorch has under the same name: their call, by the parameters that the op declares.
// What has its default is left out; from the first such parameter on, the others go by name.

import { asTensor, call, type Expression, method } from "./expression";
import { argumentText, dtypeText } from "./literals";
import type { Step } from "./step";

/** PyTorch's spelling of a camelCase name. */
export const snakeCase = (name: string): string =>
  name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();

/** Where PyTorch takes a plain number for the tensor of this parameter. */
const takesNumber: ReadonlySet<string> = new Set(
  [
    ...["add", "sub", "mul", "div", "rsub", "remainder", "fmod", "floor_divide"],
    ...["eq", "ne", "lt", "le", "gt", "ge", "xlogy"],
  ]
    .map((name) => `${name}.other`)
    .concat("pow.exponent", "clamp.min", "clamp.max", "lerp.weight", "masked_fill.value"),
);

/** What PyTorch has as a method only. */
const onlyMethods: ReadonlySet<string> = new Set(["expand", "repeat", "view", "unfold"]);

const prefixes: Readonly<Record<string, string>> = {
  torch: "torch.",
  "nn.functional": "F.",
  linalg: "torch.linalg.",
  special: "torch.special.",
};

function tensorText(step: Step, op: string, parameter: string): string | null {
  const found = step.optional(parameter);
  if (found === null) return null;
  return (takesNumber.has(`${op}.${parameter}`) ? found : asTensor(found)).text;
}

const staticText = (name: string, value: unknown): string =>
  name === "dtype" && typeof value === "string"
    ? dtypeText(value as Parameters<typeof dtypeText>[0])
    : argumentText(value);

/** The arguments of a step after the first `skip` parameters, as text. */
function argumentsOf(step: Step, op: string, skip: number): string[] {
  const texts: string[] = [];
  let byName = false;
  for (const p of step.op.params.slice(skip)) {
    const isStatic = p.kind === "static";
    const value = isStatic ? step.arg<unknown>(p.name) : null;
    const left = isStatic ? !p.required && same(value, p.fallback) : step.given(p.name) === null;
    if (p.kind === "tensors") {
      texts.push(`[${step.node.inputs.map((node) => asTensor(step.write(node)).text).join(", ")}]`);
    } else if (left) byName = true;
    else {
      const text = isStatic ? staticText(p.name, value) : tensorText(step, op, p.name);
      texts.push(byName || !p.required ? `${snakeCase(p.name)}=${text}` : String(text));
    }
  }
  return texts;
}

const same = (a: unknown, b: unknown): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.join() === b.join());

/** The call of an operation that is public in PyTorch; null for one that is not. */
export function asCall(step: Step): Expression | null {
  const { op } = step;
  const prefix = prefixes[op.namespace];
  if (prefix === undefined) return null;
  const name = snakeCase(op.name);
  if (op.namespace === "torch" && onlyMethods.has(name)) {
    return method(asTensor(step.input("input")), name, ...argumentsOf(step, name, 1));
  }
  return call(`${prefix}${name}`, ...argumentsOf(step, name, 0));
}
