// How shape rules and derivative rules see a node's arguments: by name.

import type { Guard, Op } from "./definition";
import { absent, type Node } from "./graph";
import { savedInput, savedOutput } from "./notes";
import { unwrapped } from "./numbers";
import type { AnyParam } from "./params";
import { Tensor } from "./tensor";

/** What a rule may read of the arguments, with a guard in front of saved tensors. */
export interface ViewClasses {
  readonly Facts: new () => { node: Node };
  readonly Rule: new () => { aim(node: Node, grad: Tensor | null, guard: Guard): void };
}

/** PyTorch's name of what made a tensor; null for leaves. */
const gradFnOf = (node: Node): string | null =>
  node.op === null || !node.requiresGrad ? null : (node.op as Op).gradFnName(node);

/** Two classes per op, made once, whose getters read a node's arguments by name. */
export function viewClasses(
  params: readonly AnyParam[],
  positions: readonly number[],
  statics: readonly number[],
  listAt: number,
): ViewClasses {
  class FactsView {
    node: Node = absent;
  }
  class RuleView {
    readonly facts = new FactsView();
    node: Node = absent;
    grad: Tensor | null = null;
    private guard: Guard = () => {};
    aim(node: Node, grad: Tensor | null, guard: Guard): void {
      this.node = node;
      this.facts.node = node;
      this.grad = grad;
      this.guard = guard;
    }
    get output(): Tensor {
      this.guard(this.node);
      return savedOutput(this.node, new Tensor(this.node), gradFnOf);
    }
    saved(input: number): Tensor | null {
      const saved = this.node.inputs[input] as Node;
      if (saved === absent) return null;
      this.guard(this.node);
      return savedInput(this.node, input, new Tensor(unwrapped(saved)), gradFnOf);
    }
    savedList(): Tensor[] {
      this.guard(this.node);
      return this.node.inputs.map((input, i) =>
        savedInput(this.node, i, new Tensor(input), gradFnOf),
      );
    }
  }
  const getter = (target: object, name: string, get: (this: { node: Node }) => unknown) =>
    Object.defineProperty(target, name, { get, configurable: true });
  positions.forEach((i, input) => {
    const { name } = params[i] as AnyParam;
    getter(FactsView.prototype, name, function () {
      const node = this.node.inputs[input] as Node;
      return node === absent ? null : node;
    });
    getter(RuleView.prototype, name, function () {
      return (this as unknown as RuleView).saved(input);
    });
  });
  for (const i of statics) {
    const { name } = params[i] as AnyParam;
    const read = function (this: { node: Node }) {
      return (this.node.args as Record<string, unknown>)[name];
    };
    getter(FactsView.prototype, name, read);
    getter(RuleView.prototype, name, read);
  }
  if (listAt >= 0) {
    const { name } = params[listAt] as AnyParam;
    getter(FactsView.prototype, name, function () {
      return this.node.inputs;
    });
    getter(RuleView.prototype, name, function () {
      return (this as unknown as RuleView).savedList();
    });
  }
  return { Facts: FactsView, Rule: RuleView };
}
