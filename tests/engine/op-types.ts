// Checked by the compiler, never run: definitions and calls that must not compile. An error that is
// expected and does not come is an error itself.

import { add, matmul, softmax, sum, type Tensor } from "../../src/index";
import { defineOp } from "../../src/op";
import { number, tensor } from "../../src/params";

const shared = {
  namespace: "internal",
  doc: "",
  params: [tensor("input"), tensor("other"), number("scale", 1)],
  forward: () => {},
  samples: () => [],
} as const;

/** Rules: one for each tensor parameter, no others, and they see the parameters by name. */
export function definitions(): void {
  defineOp({
    ...shared,
    name: "complete",
    backward: { input: ({ grad, scale }) => grad.mul(scale), other: null },
  });
  defineOp({
    ...shared,
    name: "missing",
    // @ts-expect-error: no rule for `other`
    backward: { input: ({ grad }) => grad },
  });
  defineOp({
    ...shared,
    name: "misnamed",
    // @ts-expect-error: there is no parameter `others`
    backward: { input: ({ grad }) => grad, other: null, others: null },
  });
  defineOp({
    ...shared,
    name: "unknown",
    // @ts-expect-error: a rule reads what the op has not
    backward: { input: ({ grad, weight }) => grad.mul(weight), other: null },
  });
  defineOp({
    ...shared,
    name: "number",
    // @ts-expect-error: a rule returns a tensor
    backward: { input: () => 1, other: null },
  });
  // @ts-expect-error: differentiable or not has to be said
  defineOp({ ...shared, name: "silent" });
}

/** Calls: the right number of arguments, of the right types, under the right names. */
export function calls(x: Tensor): void {
  add(x, x, { alpha: 2 });
  x.sum({ dim: [0, 1], keepdim: true });
  // @ts-expect-error: too few arguments
  matmul(x);
  // @ts-expect-error: too many arguments
  matmul(x, x, x);
  // @ts-expect-error: too many arguments
  x.exp(x);
  // @ts-expect-error: a misspelt option
  sum(x, { keepDim: true });
  // @ts-expect-error: a misspelt option of a method
  x.sum({ keepDim: true });
  // @ts-expect-error: dim is missing
  softmax(x);
  // @ts-expect-error: a string is no tensor
  x.add("1");
  // @ts-expect-error: alpha is a number
  add(x, x, { alpha: "2" });
}
