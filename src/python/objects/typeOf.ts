// The class of any value.

import { boolType, intType, noneType, strType } from "./scalarTypes";
import type { Type } from "./type";
import { Obj, type Value } from "./value";

export function typeOf(value: Value): Type {
  if (value instanceof Obj) return value.type;
  switch (typeof value) {
    case "number":
    case "bigint":
      return intType;
    case "string":
      return strType;
    case "boolean":
      return boolType;
    default:
      return noneType;
  }
}

export const isInstance = (value: Value, type: Type): boolean => typeOf(value).isSubtypeOf(type);
