// Instances of classes that Python code defines.

import type { Type } from "./type";
import { Obj, type Value } from "./value";

export class Instance extends Obj {
  override attributes: Map<string, Value> = new Map();

  constructor(readonly type: Type) {
    super();
  }
}
