// One operation by itself: its backward rule, and its computation for other inputs. What displays step
// through and probe; a whole pass is in backward.ts.

import type { Asker, Op } from "../definition";
import { describe, RuntimeError, TypeError, ValueError } from "../errors";
import { assumeStructure, evaluate } from "../evaluate";
import { absent, type Node } from "../graph";
import { castNode } from "../promotion";
import { list, sameShape } from "../shape";
import { Tensor } from "../tensor";
import { fitTo } from "./differentiate";
import { originOf } from "./gradFn";

/** Rules may read what an earlier pass freed: these expressions follow their inputs, as live gradients do. */
const anyone: Asker = { guard() {}, wants: (input) => input.requiresGrad };

/**
 * One step of a backward pass: what the operation that made `node` hands on to each of its inputs, given
 * dL/d node. Summed over all users of a tensor, that is the tensor's gradient.
 *
 * - One entry per input, in the order of `GraphNode.inputs` and in the input's shape (what broadcasting
 *   repeated is summed) and dtype; null for an input that gets no gradient. No entries for a leaf.
 * - The results are lazy and stay current. Hooks are not run. In gradient mode they can be
 *   differentiated again, also with respect to `cotangent`, in which they are linear.
 *
 * @param node a tensor that an operation made.
 * @param cotangent dL/d node, of the shape of `node`.
 * @throws ValueError if the shapes differ.
 * @example
 * const z = x.matmul(w);
 * const [dx, dw] = pullback(z, ones([5, 3])); // dw is x transposed, times ones
 */
export function pullback(node: Tensor, cotangent: Tensor): readonly (Tensor | null)[] {
  const made = shown(asked("pullback", "node", node));
  const grad = asked("pullback", "cotangent", cotangent);
  const op = made.op as Op | null;
  if (op === null) return [];
  const part = op.partOf?.(made);
  const inputs = part?.whole.inputs ?? made.inputs;
  const given = inputs.map((_, i) => i).filter((i) => inputs[i] !== absent);
  if (!made.requiresGrad) return given.map(() => null);
  refuseMisfit(made, grad);
  const all = assumeStructure(() =>
    part === undefined ? op.gradients(made, cotangent, anyone) : ofFunction(part, cotangent),
  );
  return given.map((i) => {
    const gradient = all[i] ?? null;
    const input = inputs[i] as Node;
    return gradient === null || !input.requiresGrad ? null : fitTo(gradient, shown(input));
  });
}

/** A user's Function hands on what comes to all of its outputs: here, to one of them. */
function ofFunction(
  { whole, index, count }: ReturnType<NonNullable<Op["partOf"]>>,
  grad: Tensor,
): readonly (Tensor | null)[] {
  const grads = Array.from({ length: count }, (_, i) => (i === index ? grad : null));
  return (whole.op as Op).jointGradients?.(whole, grads, anyone, true) ?? [];
}

/**
 * The operation that made `node`, applied to other inputs: what one step of the computation would give
 * elsewhere. Nothing else of the graph is taken along.
 *
 * @param node a tensor that an operation made.
 * @param inputs one per input, in the order of `GraphNode.inputs`; cast to the dtypes of these.
 * @returns a new tensor on the graph of `inputs`, differentiable with respect to them.
 * @throws RuntimeError if no operation made `node`, or an `autograd.Function` did, whose code cannot be
 * given others; and what the operation throws for inputs that do not fit.
 * @example reapply(x.matmul(w), [x, ones([5, 3])]); // x.matmul(ones([5, 3]))
 */
export function reapply(node: Tensor, inputs: readonly Tensor[]): Tensor {
  const made = shown(asked("reapply", "node", node));
  const again = (made.op as Op | null)?.again;
  if (again === undefined) {
    throw new RuntimeError(
      `reapply: ${node.name ?? "this tensor"} was not made by an operation that can be applied again`,
      { op: "reapply", parameter: "node" },
    );
  }
  const wanted = made.inputs.filter((input) => input !== absent).length;
  if (inputs.length !== wanted) {
    throw new ValueError(`reapply: ${made.op?.name} has ${wanted} inputs, not ${inputs.length}`, {
      op: "reapply",
      parameter: "inputs",
    });
  }
  let next = 0;
  const others = made.inputs.map((input) =>
    input === absent ? absent : castNode(asked("reapply", "inputs", inputs[next++]), input.dtype),
  );
  const copy = again(made, others);
  copy.recorded = true;
  copy.op?.infer(copy);
  return new Tensor(copy);
}

/** The node as it is now, with its branches taken; as `inspectGraph` shows it. */
function asked(op: string, parameter: string, tensor: unknown): Node {
  if (!(tensor instanceof Tensor)) {
    throw new TypeError(`${op}: ${parameter} must be a Tensor, got ${describe(tensor)}`, {
      op,
      parameter,
    });
  }
  const { node } = tensor;
  if (node.hasDynamic) evaluate(node);
  return node;
}

function shown(node: Node): Node {
  let real = originOf(node);
  while (real.implicit) real = originOf(real.inputs[0] as Node);
  return real;
}

function refuseMisfit(node: Node, cotangent: Node): void {
  if (sameShape(node.shape, cotangent.shape)) return;
  throw new ValueError(
    `pullback: the cotangent has shape ${list(cotangent.shape)} and the tensor ${list(node.shape)}`,
    { op: "pullback", parameter: "cotangent" },
  );
}
