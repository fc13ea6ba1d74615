// All builtin names.

import {
  classMethodType,
  type NativeFunction,
  propertyType,
  staticMethodType,
} from "../objects/callables";
import { dictType, frozensetType, setType } from "../objects/dict";
import { boolType, floatType, intType, strType } from "../objects/scalarTypes";
import { listType, rangeType, sliceType, tupleType } from "../objects/sequences";
import { Ellipsis, NotImplemented } from "../objects/singletons";
import { superType } from "../objects/super";
import { objectType, typeType } from "../objects/type";
import type { Value } from "../objects/value";
import "./dicts";
import "./lists";
import "./ranges";
import "./tuples";
import { exceptionNames } from "./exceptions";
import { functions } from "./functions";
import { iteratorTypes } from "./iterators";
import "./sets";
import "./strings";
import "./singletons";

const types = [
  objectType,
  typeType,
  intType,
  floatType,
  boolType,
  strType,
  listType,
  tupleType,
  dictType,
  setType,
  frozensetType,
  rangeType,
  sliceType,
  propertyType,
  staticMethodType,
  classMethodType,
  superType,
  ...iteratorTypes,
];

export const builtins: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...functions.map((fn: NativeFunction) => [fn.name, fn] as const),
  ...types.map((type) => [type.name, type] as const),
  ...exceptionNames,
  ["Ellipsis", Ellipsis],
  ["NotImplemented", NotImplemented],
  ["__name__", "__main__"],
  ["__debug__", true],
]);
