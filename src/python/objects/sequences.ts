// list, tuple, range, slice, and the iterator that native code returns.

import { objectType, Type } from "./type";
import { Obj, type Value, type Visit } from "./value";

const container = (name: string, make?: (type: Type) => Obj) =>
  new Type(name, [objectType], new Map(), make ? { allocate: make } : {});

export const listType: Type = container("list", (type) => new List([], type));
export const tupleType: Type = container("tuple");
export const rangeType: Type = container("range");
export const sliceType: Type = container("slice");
export const iteratorType: Type = container("iterator");

export class List extends Obj {
  constructor(
    public items: Value[],
    readonly type: Type = listType,
  ) {
    super();
    if (type !== listType) this.attributes = new Map();
  }

  override trace(visit: Visit): number {
    for (const item of this.items) visit(item);
    return 56 + 8 * this.items.length;
  }
}

export class Tuple extends Obj {
  constructor(
    readonly items: readonly Value[],
    readonly type: Type = tupleType,
  ) {
    super();
    if (type.open) this.attributes = new Map();
  }

  override trace(visit: Visit): number {
    for (const item of this.items) visit(item);
    return 40 + 8 * this.items.length;
  }
}

export class Range extends Obj {
  readonly length: number;

  constructor(
    readonly start: number,
    readonly stop: number,
    readonly step: number,
  ) {
    super();
    this.length = Math.max(0, Math.ceil((stop - start) / step));
  }

  get type(): Type {
    return rangeType;
  }

  override toJs(): unknown {
    return Array.from({ length: this.length }, (_, i) => this.start + i * this.step);
  }
}

export class Slice extends Obj {
  constructor(
    readonly start: Value,
    readonly stop: Value,
    readonly step: Value,
  ) {
    super();
  }

  get type(): Type {
    return sliceType;
  }
}

/** An iterator: `next` gives undefined when there is nothing more. */
export class Iterator extends Obj {
  constructor(
    readonly next: () => Value | undefined,
    readonly type: Type = iteratorType,
  ) {
    super();
  }
}

/** An iterator from its step. */
export const iteratorOf = (next: () => Value | undefined): Iterator => new Iterator(next);
