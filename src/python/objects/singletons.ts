// The two objects that are the only ones of their class.

import { ellipsisType, notImplementedType } from "./scalarTypes";
import type { Type } from "./type";
import { Obj } from "./value";

class EllipsisObject extends Obj {
  get type(): Type {
    return ellipsisType;
  }

  override toJs(): unknown {
    return "...";
  }
}

class NotImplementedObject extends Obj {
  get type(): Type {
    return notImplementedType;
  }
}

/** `...` */
export const Ellipsis: Obj = new EllipsisObject();
/** What an operator's method returns to decline. */
export const NotImplemented: Obj = new NotImplementedObject();
