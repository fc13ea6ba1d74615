// `toPython(graph)`: a tensor's graph as PyTorch source, to be copied and run in Python.

import { inspectGraph, operations, RuntimeError, Tensor } from "../index";
import { asCall } from "./toPython/calls";
import { atom, binding, type Expression, operand } from "./toPython/expression";
import { type Node, numberExpression, tensorExpression } from "./toPython/literals";
import { isVariable, Names, ownName } from "./toPython/names";
import { withOperator } from "./toPython/operators";
import { recipes } from "./toPython/recipes";
import { Step } from "./toPython/step";

type GraphNode = ReturnType<typeof inspectGraph>[number];
type Op = Step["op"];

/** A longer expression than this gets a line and a name of its own. */
const longestInline = 48;

/**
 * Python source that makes the leaves with today's values and computes the given tensors from them,
 * in PyTorch's own calls. A tensor's `name` becomes its variable.
 * @param graph one tensor (assigned to its name, or `out`), or several by the name they are to have.
 * @example toPython(loss) // "import torch\n\nw = torch.tensor(…, requires_grad=True)\n…"
 * @throws RuntimeError for an operation that PyTorch has no expression for, such as a custom Function.
 */
export function toPython(graph: Tensor | Readonly<Record<string, Tensor>>): string {
  const roots = graph instanceof Tensor ? { [ownName(graph) ?? "out"]: graph } : graph;
  for (const name of Object.keys(roots)) {
    if (!isVariable(name)) {
      throw new RuntimeError(`toPython: ${JSON.stringify(name)} cannot be a variable`);
    }
  }
  return new Writer(roots).source();
}

class Writer {
  private readonly nodes: readonly GraphNode[];
  private readonly byNode: ReadonlyMap<Node, GraphNode>;
  private readonly uses = new Map<GraphNode, number>();
  private readonly written = new Map<GraphNode, Expression>();
  private readonly lines: string[] = [];

  constructor(private readonly roots: Readonly<Record<string, Tensor>>) {
    this.nodes = inspectGraph(...Object.values(roots));
    this.byNode = new Map(this.nodes.map((node) => [node.tensor.node, node]));
  }

  source(): string {
    const rootNodes = new Map<string, GraphNode>();
    for (const [name, tensor] of Object.entries(this.roots)) {
      rootNodes.set(name, this.find(tensor.node));
    }
    for (const node of rootNodes.values()) this.use(node, 2);
    this.countUses();
    const names = new Names(rootNodes.keys());
    for (const node of this.nodes) {
      if (!this.uses.has(node)) continue;
      const keepsName = node.kind !== "op" && ownName(node.tensor) !== null;
      const root = keepsName ? undefined : [...rootNodes].find(([, to]) => to === node)?.[0];
      this.written.set(node, this.named(node, this.expressionOf(node, this.read), names, root));
    }
    for (const [name, node] of rootNodes) {
      const { text } = this.written.get(node) as Expression;
      if (text !== name) this.lines.push(`${name} = ${text}`);
    }
    const body = this.lines.join("\n");
    const functional = /\bF\./.test(body) ? "import torch.nn.functional as F\n" : "";
    return `import torch\n${functional}\n${body}\n`;
  }

  /**
   * Recipes look past some nodes, so they are asked, last node first, what they use: what nobody uses
   * is not written.
   */
  private countUses(): void {
    const count = (node: Node): Expression => {
      this.use(this.find(node), 1);
      return atom("_");
    };
    for (const node of [...this.nodes].reverse()) {
      if (this.uses.has(node)) this.expressionOf(node, count);
    }
  }

  private use(node: GraphNode, times: number): void {
    this.uses.set(node, (this.uses.get(node) ?? 0) + times);
  }

  private readonly read = (node: Node): Expression =>
    this.written.get(this.find(node)) as Expression;

  /** The node that is shown for another: a cast that promotion inserted shows as what it casts. */
  private find(node: Node): GraphNode {
    let real = node;
    for (;;) {
      const found = this.byNode.get(real);
      if (found !== undefined) return found;
      real = real.dynamic?.result ?? (real.inputs[0] as Node);
    }
  }

  /** A line of its own for a node, unless it is short and used once. */
  private named(
    node: GraphNode,
    expression: Expression,
    names: Names,
    root: string | undefined,
  ): Expression {
    const inline =
      root === undefined &&
      (expression.isNumber === true ||
        (node.kind !== "leaf" &&
          this.uses.get(node) === 1 &&
          ownName(node.tensor) === null &&
          expression.text.length <= longestInline &&
          !expression.text.includes("\n")));
    if (inline) return expression;
    const name = root ?? names.for(node);
    this.lines.push(`${name} = ${expression.text}`);
    return atom(name);
  }

  private expressionOf(node: GraphNode, write: (node: Node) => Expression): Expression {
    const { tensor } = node;
    const { op, wrapped, dtype } = tensor.node;
    if (wrapped) return numberExpression(Number(tensor.item<number | boolean>()), dtype);
    if (op === null) return tensorExpression(tensor);
    const step = new Step(op as Op, tensor, write);
    const made = withOperator(step) ?? recipes.get(op.name)?.(step) ?? this.call(step);
    if (made === null) return this.value(step);
    return this.leavesGraph(step) ? atom(`${operand(made, binding.atom)}.detach()`) : made;
  }

  private call(step: Step): Expression | null {
    const { namespace, name } = step.op;
    return operations.has(`${namespace}.${name}`) ? asCall(step) : null;
  }

  /** Positions and masks that PyTorch has no word for are written as they are. */
  private value(step: Step): Expression {
    const { tensor, op } = step;
    if (!tensor.requiresGrad) return tensorExpression(tensor.snapshot());
    throw new RuntimeError(`toPython: ${op.name} has no expression in PyTorch`, { op: "toPython" });
  }

  /** Whether the operation was made without recording though its inputs require gradients. */
  private leavesGraph({ node, op }: Step): boolean {
    return (
      op.differentiable &&
      op.name !== "detach" &&
      !node.requiresGrad &&
      node.dtype.startsWith("float") &&
      node.inputs.some((input) => input.requiresGrad)
    );
  }
}
