// What `register_hook` returns.

import type { autograd } from "../../index";
import { nativeType, Obj, type Type, type Value } from "../objects";

type Handle = autograd.RemovableHandle;

class HandleObject extends Obj {
  constructor(readonly handle: Handle) {
    super();
  }

  get type(): Type {
    return handleType;
  }
}

const handleType: Type = nativeType<HandleObject>({
  name: "RemovableHandle",
  module: "torch.utils.hooks",
  is: (value): value is HandleObject => value instanceof HandleObject,
  methods: {
    remove: [
      "",
      ({ handle }) => {
        handle.remove();
        return null;
      },
    ],
    __enter__: ["", (self) => self],
    __exit__: [
      "*args",
      ({ handle }) => {
        handle.remove();
        return null;
      },
    ],
  },
});

/** A handle that takes a hook away again. */
export const handleObject = (handle: Handle): Value => new HandleObject(handle);
