// Python's float: boxed, so that 2 and 2.0 stay apart.

import { floatType } from "./scalarTypes";
import type { Type } from "./type";
import { Obj } from "./value";

export class Float extends Obj {
  constructor(readonly value: number) {
    super();
  }

  get type(): Type {
    return floatType;
  }

  override toJs(): number {
    return this.value;
  }
}
