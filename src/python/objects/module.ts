// Modules: a name and what it declares. They are shared by all programs, and Python cannot change them.

import { objectType, Type } from "./type";
import { Obj, type Value } from "./value";

export const moduleType = new Type("module", [objectType], new Map());

export class Module extends Obj {
  readonly members: ReadonlyMap<string, Value>;

  constructor(
    readonly name: string,
    members: ReadonlyMap<string, Value> | Readonly<Record<string, Value>>,
  ) {
    super();
    this.members = members instanceof Map ? members : new Map(Object.entries(members));
  }

  get type(): Type {
    return moduleType;
  }
}
