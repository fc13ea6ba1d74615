// Layers without parameters that the engine has as functions only: padding, resizing, blocks.

import {
  Float,
  type Kwargs,
  type Method,
  type NativeFunction,
  nativeRaw,
  nativeType,
  repr,
  Signature,
  Tuple,
  type Type,
  type Value,
} from "../../objects";
import { numberOf } from "../arguments";
import { isModule, type ModuleObject } from "./moduleObject";
import { moduleType } from "./moduleType";

interface Declared {
  /** The constructor's parameters, which are the function's keyword arguments too. */
  readonly signature: string;
  readonly fn: string;
  /** Keyword arguments that never change. */
  readonly fixed?: Readonly<Record<string, Value>>;
  /** What is printed between the brackets. */
  readonly extra?: (settings: ReadonlyMap<string, Value>) => string;
}

const pad = (mode: string, value = ""): Declared => ({
  signature: `pad${value}`,
  fn: "pad",
  fixed: { mode },
  extra: (settings) => repr(settings.get("pad") ?? null),
});

const all = (settings: ReadonlyMap<string, Value>): string =>
  [...settings].map(([name, value]) => `${name}=${repr(value)}`).join(", ");

const declared: Readonly<Record<string, Declared>> = {
  ConstantPad1d: pad("constant", ", value"),
  ConstantPad2d: pad("constant", ", value"),
  ZeroPad2d: pad("constant"),
  ReflectionPad1d: pad("reflect"),
  ReflectionPad2d: pad("reflect"),
  ReplicationPad1d: pad("replicate"),
  ReplicationPad2d: pad("replicate"),
  Upsample: {
    signature: "size=None, scale_factor=None, mode='nearest', align_corners=None",
    fn: "interpolate",
    extra: (settings) => {
      const factor = numberOf(settings.get("scale_factor"));
      const mode = String(settings.get("mode"));
      return factor === undefined
        ? `size=${repr(settings.get("size") ?? null)}, mode=${mode}`
        : `scale_factor=${repr(new Float(factor))}, mode=${mode}`;
    },
  },
  Unfold: { signature: "kernel_size, dilation=1, padding=0, stride=1", fn: "unfold", extra: all },
  Fold: {
    signature: "output_size, kernel_size, dilation=1, padding=0, stride=1",
    fn: "fold",
    extra: all,
  },
  PoissonNLLLoss: {
    signature: "log_input=True, full=False, eps=1e-08, reduction='mean'",
    fn: "poisson_nll_loss",
  },
  GaussianNLLLoss: {
    signature: "full=False, eps=1e-06, reduction='mean'",
    fn: "gaussian_nll_loss",
  },
  MultiLabelSoftMarginLoss: {
    signature: "weight=None, reduction='mean'",
    fn: "multilabel_soft_margin_loss",
  },
  Softmax2d: { signature: "", fn: "softmax", fixed: { dim: -3 } },
};

/** One number for all sides, or one for each. */
function paddings(value: Value, sides: number): Value {
  return typeof value === "number" ? new Tuple(new Array<Value>(sides).fill(value)) : value;
}

function initialise(
  self: ModuleObject,
  name: string,
  { signature }: Declared,
  args: readonly Value[],
  kwargs: Kwargs,
): void {
  const parsed = Signature.parse(signature);
  const values = parsed.bind(`${name}.__init__`, args, kwargs);
  self.initialised = true;
  parsed.parameters.forEach((parameter, i) => {
    const given = values[i] ?? null;
    const sides = name.endsWith("1d") ? 2 : 4;
    self.attributes.set(parameter.name, parameter.name === "pad" ? paddings(given, sides) : given);
  });
}

const settingsOf = (self: ModuleObject, { signature }: Declared): Map<string, Value> =>
  new Map(
    Signature.parse(signature).parameters.map(({ name }) => [
      name,
      self.attributes.get(name) ?? null,
    ]),
  );

/** The classes, given the functions of torch.nn.functional. */
export function functionalModules(
  functions: Readonly<Record<string, Value>>,
): Record<string, Type> {
  const made = (name: string, declaration: Declared): Type => {
    const fn = functions[declaration.fn] as NativeFunction;
    const methods: Record<string, Method<ModuleObject>> = {
      __init__: nativeRaw("__init__", ([self, ...args], kwargs) => {
        initialise(self as ModuleObject, name, declaration, args, kwargs);
        return null;
      }),
      forward: nativeRaw("forward", ([self, ...inputs]) => {
        const settings = settingsOf(self as ModuleObject, declaration);
        for (const [key, value] of Object.entries(declaration.fixed ?? {}))
          settings.set(key, value);
        return fn.call(inputs, settings);
      }),
      extra_repr: ["", (self) => declaration.extra?.(settingsOf(self, declaration)) ?? ""],
    };
    return nativeType<ModuleObject>({
      name,
      module: `torch.nn.modules.${name.toLowerCase()}`,
      bases: [moduleType],
      is: isModule,
      methods,
    });
  };
  return Object.fromEntries(
    Object.entries(declared).map(([name, declaration]) => [name, made(name, declaration)]),
  );
}
