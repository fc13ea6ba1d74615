// What running a cell changed in place: the top-level names of earlier cells whose values are no
// longer as they were. When the cell is to run again, those are made anew first.

import type { Tensor } from "../../index";
import { Obj, type Value } from "../objects";
import { TensorObject } from "../torch/tensorObject";

type Node = Tensor["node"];
type Entity = Obj | Node;

/** Everything that can be reached from some values, with its own state: what it refers to directly. */
export class Snapshot {
  private readonly states = new Map<Entity, readonly unknown[]>();

  constructor(values: Iterable<Value>) {
    const waiting: Entity[] = [];
    const visit = (entity: unknown) => {
      if (isEntity(entity) && !this.states.has(entity)) waiting.push(entity);
    };
    for (const value of values) visit(value);
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (this.states.has(next)) continue;
      const state = stateOf(next);
      this.states.set(next, state);
      state.forEach(visit);
    }
  }

  /** Which of the named values hold something that has changed since. */
  changed(named: Iterable<readonly [string, Value]>): Set<string> {
    const changed = new Set<Entity>();
    for (const [entity, state] of this.states) {
      const now = stateOf(entity);
      if (now.length !== state.length || now.some((part, i) => !Object.is(part, state[i]))) {
        changed.add(entity);
      }
    }
    const names = new Set<string>();
    if (changed.size === 0) return names;
    for (const [name, value] of named) if (this.reaches(value, changed)) names.add(name);
    return names;
  }

  private reaches(from: Value, targets: ReadonlySet<Entity>): boolean {
    const seen = new Set<Entity>();
    const waiting: unknown[] = [from];
    while (waiting.length > 0) {
      const next = waiting.pop();
      if (!isEntity(next) || seen.has(next)) continue;
      if (targets.has(next)) return true;
      seen.add(next);
      waiting.push(...(this.states.get(next) ?? []));
    }
    return false;
  }
}

/** Nodes of the graph have inputs; values of Python are of one class. */
const isEntity = (value: unknown): value is Entity =>
  value instanceof Obj || (typeof value === "object" && value !== null && "inputs" in value);

function stateOf(entity: Entity): readonly unknown[] {
  if (!(entity instanceof Obj)) return [entity.writtenAt, entity.freedAt, ...entity.inputs];
  if (entity instanceof TensorObject) {
    const { tensor } = entity;
    const gradient = tensor.isLeaf ? tensor.grad : null;
    return [tensor.node, gradient?.node, gradient?.node.writtenAt];
  }
  const parts: unknown[] = [];
  entity.trace((value) => {
    parts.push(value);
  });
  return parts;
}
