// One operation of the graph as the recipes see it: its arguments by name, its inputs as expressions.

import type { Op, Tensor } from "../../index";
import type { Expression } from "./expression";
import type { Node } from "./literals";

export class Step {
  constructor(
    readonly op: Op,
    readonly tensor: Tensor,
    /** Writes another node of the graph, and by that asks for it to be written first. */
    readonly write: (node: Node) => Expression,
  ) {}

  get node(): Node {
    return this.tensor.node;
  }

  /** A static argument, by the parameter's name. */
  arg<T>(name: string): T {
    return (this.node.args as Readonly<Record<string, T>>)[name] as T;
  }

  /** The node that was given for a tensor parameter; null if none was. */
  given(name: string): Node | null {
    const tensors = this.op.params.filter((p) => p.kind === "tensor");
    const node = this.node.inputs[tensors.findIndex((p) => p.name === name)];
    return node === undefined || isAbsent(node) ? null : node;
  }

  /** The expression of an optional tensor parameter. */
  optional(name: string): Expression | null {
    const node = this.given(name);
    return node === null ? null : this.write(node);
  }

  /** The expression of a tensor parameter. */
  input(name: string): Expression {
    return this.write(this.given(name) as Node);
  }

  /** The shape of a tensor parameter's argument. */
  shapeOf(name: string): readonly number[] {
    return (this.given(name) as Node).shape;
  }
}

/** The engine's placeholder for an optional tensor: it claims one element and has none. */
const isAbsent = (node: Node): boolean => node.shape.length === 0 && node.data?.length === 0;

/** A recipe writes one operation as PyTorch would. */
export type Recipe = (step: Step) => Expression;
