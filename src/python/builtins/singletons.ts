// How None, `...` and NotImplemented look.

import { declare } from "../objects/native";
import { ellipsisType, noneType, notImplementedType } from "../objects/scalarTypes";
import { Ellipsis, NotImplemented } from "../objects/singletons";
import type { Obj, Value } from "../objects/value";

declare<Obj>(ellipsisType, {
  is: (value): value is Obj => value === Ellipsis,
  methods: { __repr__: ["", () => "Ellipsis"] },
});
declare<Obj>(notImplementedType, {
  is: (value): value is Obj => value === NotImplemented,
  methods: { __repr__: ["", () => "NotImplemented"] },
});
declare<Value>(noneType, {
  is: (value): value is Value => value === null,
  methods: { __bool__: ["", () => false] },
});
