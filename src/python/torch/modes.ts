// Modes as Python enters them: `with torch.no_grad():`, `@torch.no_grad()`, and their kin.

import { enterMode, type Modes } from "../../bridge";
import { isGradEnabled, type Tensor } from "../../index";
import {
  Callable,
  call,
  findAttribute,
  type Kwargs,
  NativeFunction,
  native,
  nativeType,
  Obj,
  type Type,
  type Value,
} from "../objects";
import { tensorOf } from "./arguments";
import { callBack, nameOf } from "./callbacks";
import { fromTensor } from "./tensorObject";

/** One context manager: what it changes, and how to undo it while it is entered. */
class ModeObject extends Obj {
  readonly leave: (() => void)[] = [];

  constructor(
    readonly type: Type,
    readonly modes: Modes,
  ) {
    super();
  }

  enter(): void {
    this.leave.push(enterMode(this.modes));
  }

  exit(): void {
    this.leave.pop()?.();
  }
}

/** A function that runs in a mode: what a mode makes of the function that it decorates. */
function decorated(mode: ModeObject, fn: Value): Value {
  const doc = findAttribute(fn, "__doc__");
  const inMode = (args: readonly Value[], kwargs: Kwargs): Value => {
    mode.enter();
    try {
      return call(fn, args, kwargs);
    } finally {
      mode.exit();
    }
  };
  return new NativeFunction(nameOf(fn), inMode, typeof doc === "string" ? doc : null);
}

interface Declared {
  readonly name: string;
  readonly module?: string;
  readonly signature?: string;
  readonly modes: (...args: Value[]) => Modes;
  /** Whether making it enters it, as `torch.set_grad_enabled(False)` does. */
  readonly atOnce?: boolean;
}

/** The signature of modes that may decorate a function without brackets. */
const bare = "func=None";

function modeType({
  name,
  module = "torch",
  signature = "",
  modes,
  atOnce = false,
}: Declared): Type {
  const decorates = signature === bare;
  const type: Type = nativeType<ModeObject>({
    name,
    module,
    is: (value): value is ModeObject => value instanceof ModeObject,
    methods: {
      __enter__: [
        "",
        (self) => {
          if (!atOnce) self.enter();
          return self;
        },
      ],
      __exit__: [
        "*args",
        (self) => {
          self.exit();
          return false;
        },
      ],
      __call__: [
        "function",
        (self, fn) => {
          if (atOnce) self.exit();
          return decorated(self, fn as Value);
        },
      ],
    },
    construct: [
      signature,
      (made, ...args) => {
        // `@torch.no_grad` without brackets.
        const mode = new ModeObject(made, modes(...args));
        const [first] = args;
        if (decorates && first instanceof Callable) return decorated(mode, first);
        if (atOnce) mode.enter();
        return mode;
      },
    ],
  });
  return type;
}

const isTrue = (value: Value | undefined): boolean => value === true || value === 1;

const noGrad = modeType({
  name: "no_grad",
  signature: bare,
  modes: () => ({ grad: false }),
});
const enableGrad = modeType({
  name: "enable_grad",
  signature: bare,
  modes: () => ({ grad: true }),
});
const setGradEnabled = modeType({
  name: "set_grad_enabled",
  signature: "mode",
  modes: (mode) => ({ grad: isTrue(mode) }),
  atOnce: true,
});
const inferenceMode = modeType({
  name: "inference_mode",
  signature: "mode=True",
  modes: (mode) => (mode === false ? {} : { grad: false, inference: true }),
});

const anomaly = (name: string, atOnce: boolean): Type =>
  modeType({
    name,
    module: "torch.autograd.anomaly_mode",
    signature: atOnce ? "mode, check_nan=True" : "check_nan=True",
    modes: (mode) => ({ anomaly: !atOnce || isTrue(mode) }),
    atOnce,
  });

export const detectAnomaly = anomaly("detect_anomaly", false);
export const setDetectAnomaly = anomaly("set_detect_anomaly", true);

/** A saved number, which no hook sees. */
interface SavedNumber {
  readonly number: Tensor;
}

const isNumber = (kept: Value | SavedNumber): kept is SavedNumber =>
  typeof kept === "object" && kept !== null && !(kept instanceof Obj);

/** torch.autograd.graph.saved_tensors_hooks */
export const savedTensorsHooks = modeType({
  name: "saved_tensors_hooks",
  module: "torch.autograd.graph",
  signature: "pack_hook, unpack_hook",
  modes: (pack, unpack) => ({
    savedTensors: {
      // PyTorch keeps a Python number as it is.
      pack: (saved: Tensor) =>
        saved.node.constant ? { number: saved } : callBack(pack as Value, [fromTensor(saved)]),
      unpack: (packed: never) => {
        const kept = packed as Value | SavedNumber;
        return isNumber(kept)
          ? kept.number
          : tensorOf(callBack(unpack as Value, [kept]), "unpack_hook", "packed");
      },
    },
  }),
});

export const modes: Readonly<Record<string, Value>> = {
  no_grad: noGrad,
  enable_grad: enableGrad,
  set_grad_enabled: setGradEnabled,
  inference_mode: inferenceMode,
  is_grad_enabled: native("is_grad_enabled", "", () => isGradEnabled()),
};
