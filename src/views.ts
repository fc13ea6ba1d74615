// How shape rules and derivative rules see a node's arguments: by name.
//
// An op has one view for each kind of rule. It is aimed at the node for the time of the rule, so that
// looking at the arguments costs no object.

import type { Asker, Op } from "./definition";
import { absent, type Node } from "./graph";
import { savedInput, savedOutput } from "./notes";
import { unwrapped } from "./numbers";
import type { AnyParam } from "./params";
import { Tensor } from "./tensor";

const nobody: Asker = { guard() {}, wants: () => false };

/** What a view shows just now; between rules nothing, since it would be kept alive. */
export class Aim {
  node: Node = absent;
  grad: Tensor | null = null;
  asker: Asker = nobody;

  at(node: Node, grad: Tensor | null, asker: Asker): void {
    this.node = node;
    this.grad = grad;
    this.asker = asker;
  }
}

/** PyTorch's name of what made a tensor; null for leaves. */
const gradFnOf = (node: Node): string | null =>
  node.op === null || !node.requiresGrad ? null : (node.op as Op).gradFnName(node);

/** How the parameters of an op are spread over a node: by their places in the list. */
export interface Layout {
  readonly params: readonly AnyParam[];
  /** The parameters that are a tensor each, which are the node's inputs in turn. */
  readonly positions: readonly number[];
  readonly statics: readonly number[];
  /** The one that is a list of tensors, which then are the inputs; -1 if none. */
  readonly listAt: number;
}

type Getters = Record<string, () => unknown>;

/** Getters are found fastest on a prototype of their own. */
const viewOf = (getters: Getters): object =>
  Object.create(
    Object.defineProperties(
      {},
      Object.fromEntries(Object.entries(getters).map(([name, get]) => [name, { get }])),
    ),
  );

export const nameOf = ({ params }: Layout, i: number): string => (params[i] as AnyParam).name;

function staticsOf(layout: Layout, aim: Aim): Getters {
  const getters: Getters = {};
  for (const i of layout.statics) {
    const name = nameOf(layout, i);
    getters[name] = () => (aim.node.args as Record<string, unknown>)[name];
  }
  return getters;
}

/** The arguments as nodes and values; reading them saves nothing. */
export function factsView(layout: Layout, aim: Aim): object {
  const getters = staticsOf(layout, aim);
  layout.positions.forEach((i, input) => {
    getters[nameOf(layout, i)] = () => {
      const node = aim.node.inputs[input] as Node;
      return node === absent ? null : node;
    };
  });
  if (layout.listAt >= 0) getters[nameOf(layout, layout.listAt)] = () => aim.node.inputs;
  return viewOf(getters);
}

/** The arguments as tensors, with a guard in front of those that PyTorch would have saved. */
export function ruleView(layout: Layout, aim: Aim): object {
  const facts = factsView(layout, aim);
  const getters = staticsOf(layout, aim);
  getters.facts = () => facts;
  getters.grad = () => aim.grad;
  getters.output = () => {
    aim.asker.guard(aim.node);
    return savedOutput(aim.node, new Tensor(aim.node), gradFnOf);
  };
  layout.positions.forEach((i, input) => {
    getters[nameOf(layout, i)] = () => {
      const saved = aim.node.inputs[input] as Node;
      if (saved === absent) return null;
      aim.asker.guard(aim.node);
      return savedInput(aim.node, input, new Tensor(unwrapped(saved)), gradFnOf);
    };
  });
  if (layout.listAt >= 0) {
    getters[nameOf(layout, layout.listAt)] = () => {
      aim.asker.guard(aim.node);
      return aim.node.inputs.map((input, i) =>
        savedInput(aim.node, i, new Tensor(input), gradFnOf),
      );
    };
  }
  return viewOf(getters);
}
