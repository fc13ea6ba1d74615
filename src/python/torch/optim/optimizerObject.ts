// An optimizer as Python holds it: its groups are dicts that Python may change between steps; the
// engine's optimizer, if there is one, computes with what they say.

import type { optim, Tensor } from "../../../index";
import {
  Dict,
  dictType,
  Float,
  List,
  nativeType,
  Obj,
  raise,
  type Type,
  type Value,
  type Visit,
} from "../../objects";
import { argumentOf, entriesOf, fromResult, itemsOf } from "../arguments";
import { camelCase, snakeCase } from "../names";
import { fromTensor, TensorObject } from "../tensorObject";

type Engine = optim.Optimizer;
type Group = Engine["paramGroups"][number] & Record<string, unknown>;

/** `optimizer.state`: what is remembered of each parameter, made when first asked for. */
const stateType: Type = nativeType<Dict>({
  name: "defaultdict",
  module: "collections",
  bases: [dictType],
  is: (value): value is Dict => value instanceof Dict,
  methods: {
    __missing__: [
      "key",
      (self, key) => {
        const made = new Dict();
        self.set(key as Value, made);
        return made;
      },
    ],
  },
});

export class OptimizerObject extends Obj {
  override attributes: Map<string, Value> = new Map();
  readonly groups = new List([]);
  readonly state = new Dict(stateType);
  defaults = new Dict();
  /** The engine's optimizer; for one written in Python it only stands for the groups' rates. */
  engine: Engine | null = null;

  constructor(readonly type: Type) {
    super();
  }

  override trace(visit: Visit): number {
    visit(this.groups);
    visit(this.state);
    return super.trace(visit);
  }
}

export const isOptimizer = (value: Value | undefined): value is OptimizerObject =>
  value instanceof OptimizerObject;

/** An option of a group as Python has it: betas are a tuple, whole rates may be floats. */
const optionOf = (value: unknown): Value => fromResult("option", value);

const groupsOf = (self: OptimizerObject): Dict[] =>
  self.groups.items.filter((group): group is Dict => group instanceof Dict);

/** The tensors of a group. */
export const paramsIn = (group: Dict): Tensor[] =>
  (itemsOf(group.get("params")) ?? []).flatMap((value) =>
    value instanceof TensorObject ? [value.tensor] : [],
  );

/** Tells the engine what Python has written into the groups. */
export function toEngine(self: OptimizerObject): Engine {
  const { engine } = self;
  if (engine === null) throw raise.AttributeError("cannot use an optimizer before __init__()");
  groupsOf(self).forEach((group, i) => {
    const target = engine.paramGroups[i] as Group | undefined;
    if (target === undefined) {
      const options = Object.fromEntries(
        [...group.entries()]
          .map(([key, value]) => [camelCase(String(key)), argumentOf(value)] as const)
          .filter(([name]) => name === "initialLr" || Object.hasOwn(engine.defaults, name)),
      );
      engine.addParamGroup({ ...options, params: paramsIn(group) });
      return;
    }
    for (const [key, value] of group.entries()) {
      const name = camelCase(String(key));
      if (name !== "params" && Object.hasOwn(target, name))
        Object.assign(target, { [name]: argumentOf(value) });
    }
  });
  return engine;
}

/** Tells Python's groups what the engine has changed: a scheduler's rates. */
export function fromEngine(self: OptimizerObject): void {
  self.engine?.paramGroups.forEach((group, i) => {
    const target = self.groups.items[i];
    if (!(target instanceof Dict)) return;
    if (group.initialLr !== undefined) target.set("initial_lr", numberLike(group.initialLr));
    target.set("lr", numberLike(group.lr, target.get("lr")));
  });
}

/** A rate is a float, unless Python wrote it as an int and it is still that. */
const numberLike = (value: number, before?: Value): Value =>
  before === value ? value : new Float(value);

/** Makes Python's groups from the engine's. */
export function adopt(self: OptimizerObject, engine: Engine, given: readonly Dict[]): void {
  self.engine = engine;
  engine.paramGroups.forEach((group, i) => {
    const made = new Dict();
    made.set("params", new List(group.params.map(fromTensor)));
    for (const [name, value] of Object.entries(group)) {
      if (name === "params" || name === "initialLr") continue;
      const key = snakeCase(name);
      made.set(key, given[i]?.get(key) ?? self.defaults.get(key) ?? optionOf(value));
    }
    for (const [key, value] of forSpeed) made.set(key, value);
    self.groups.items.push(made);
  });
}

/** Options of PyTorch that say how fast to compute, not what. */
const forSpeed: readonly (readonly [string, Value])[] = [
  ["foreach", null],
  ["differentiable", false],
];

/** Groups as the engine takes them: tensors, or dicts with options of their own. */
export function groupsFrom(items: readonly Value[]): { tensors: Tensor[] } | { groups: Dict[] } {
  if (items[0] instanceof Dict) {
    return { groups: items.filter((item): item is Dict => item instanceof Dict) };
  }
  return {
    tensors: items.map((item) => {
      if (item instanceof TensorObject) return item.tensor;
      throw raise.TypeError(
        `optimizer can only optimize Tensors, but one of the params is ${typeNameOf(item)}`,
      );
    }),
  };
}

const typeNameOf = (value: Value): string =>
  value instanceof Obj
    ? value.type.qualifiedName
    : typeof value === "number"
      ? "int"
      : String(value);

/** The options of a group, as the engine has them. */
export const groupOptions = (group: Dict): Record<string, unknown> =>
  Object.fromEntries(
    entriesOf(group, "param_group")
      .filter(([key]) => key !== "params")
      .map(([key, value]) => [camelCase(key), argumentOf(value)]),
  );
