// `super()`: a view of an object that starts the search for attributes after a class.

import { objectType, Type } from "./type";
import { Obj, type Value } from "./value";

export const superType = new Type("super", [objectType], new Map());

export class SuperObject extends Obj {
  constructor(
    readonly start: Type,
    readonly self: Value,
  ) {
    super();
  }

  get type(): Type {
    return superType;
  }
}

/**
 * What `object` itself defines. It is found only where a class or `super()` asks for it by name, so that
 * operators see at once that a class declares nothing of its own.
 */
export const objectDefaults = new Map<string, Value>();
