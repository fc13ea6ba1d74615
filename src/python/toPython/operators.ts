// Operations that Python writes with an operator: `x @ w + b` rather than nested calls.

import { asTensor, binding, type Expression, operand } from "./expression";
import type { Node } from "./literals";
import type { Step } from "./step";

interface Operator {
  readonly symbol: string;
  readonly binds: number;
  /** The tensor parameters that stand left and right of it. */
  readonly left: string;
  readonly right: string;
}

const operator = (symbol: string, binds: number, left = "input", right = "other"): Operator => ({
  symbol,
  binds,
  left,
  right,
});

const operators: ReadonlyMap<string, Operator> = new Map([
  ["add", operator("+", binding.add)],
  ["sub", operator("-", binding.add)],
  ["rsub", operator("-", binding.add, "other", "input")],
  ["mul", operator("*", binding.multiply)],
  ["div", operator("/", binding.multiply)],
  ["matmul", operator("@", binding.multiply)],
  ["mm", operator("@", binding.multiply, "input", "mat2")],
  ["mv", operator("@", binding.multiply, "input", "vec")],
  ["pow", operator("**", binding.power, "input", "exponent")],
]);

/** Whether every static argument has its default, so that nothing is lost in an operator. */
const isPlain = (step: Step): boolean =>
  step.op.params.every((p) => p.kind !== "static" || step.arg(p.name) === p.fallback);

/** The step written with an operator; null where it takes a call. */
export function withOperator(step: Step): Expression | null {
  const { namespace, name } = step.op;
  if (namespace !== "torch" || !isPlain(step)) return null;
  if (name === "neg") return negative(asTensor(step.input("input")));
  const found = operators.get(name);
  if (found === undefined) return null;
  const { symbol, binds } = found;
  const right = short(step.input(found.right), step, found.left);
  const given = step.input(found.left);
  // Python would do the sum of two plain numbers itself.
  const left = right.isNumber ? asTensor(given) : short(given, step, found.right);
  // Powers group to the right, all others to the left.
  const [leftLevel, rightLevel] =
    binds === binding.power ? [binding.atom, binding.unary] : [binds, binds + 1];
  return { text: `${operand(left, leftLevel)} ${symbol} ${operand(right, rightLevel)}`, binds };
}

/** `2` for `2.0` beside a floating tensor, as people write it: there it means the same. */
function short(of: Expression, step: Step, beside: string): Expression {
  const node = step.given(beside) as Node;
  const { dtype, wrapped } = node.implicit ? (node.inputs[0] as Node) : node;
  const matters = !of.isNumber || wrapped || !dtype.startsWith("float");
  return matters ? of : { ...of, text: of.text.replace(/\.0$/, "") };
}

const negative = (of: Expression): Expression => ({
  text: `-${operand(of, binding.unary)}`,
  binds: binding.unary,
});
