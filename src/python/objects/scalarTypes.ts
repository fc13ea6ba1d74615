// The classes of the values that are primitives in JavaScript, and of float. Their methods are
// declared in builtins/.

import { objectType, Type } from "./type";

const scalar = (name: string, base = objectType) => new Type(name, [base], new Map());

export const noneType = scalar("NoneType");
export const intType = scalar("int");
export const boolType = scalar("bool", intType);
export const floatType = scalar("float");
export const strType = scalar("str");
export const ellipsisType = scalar("ellipsis");
export const notImplementedType = scalar("NotImplementedType");
