// Random numbers: torch.Generator, seeds, and the draws that are not operations of the table.

import {
  defaultGenerator,
  fillBernoulli,
  fillBernoulliEach,
  fillExponential,
  Generator,
} from "../../bridge";
import { type DType, manualSeed, randn, type Tensor, type TypedArray, tensor } from "../../index";
import {
  int,
  type Kwargs,
  type Method,
  native,
  nativeType,
  Obj,
  raise,
  type Type,
  type Value,
} from "../objects";
import { dtypeOf, itemsOf, numberOf, operand, sizesOf, tensorOf, typeName } from "./arguments";
import { overwrite } from "./mutation";
import { fromTensor, TensorObject } from "./tensorObject";

class GeneratorObject extends Obj {
  constructor(readonly generator: Generator) {
    super();
  }

  get type(): Type {
    return generatorType;
  }
}

const theDefault = new GeneratorObject(defaultGenerator);

function seedOf(value: Value | undefined): bigint | number {
  if (typeof value === "number" || typeof value === "bigint") return value;
  const number = numberOf(value);
  if (number !== undefined) return Math.trunc(number);
  throw raise.TypeError(`manual_seed expected a long, but got ${typeName(value ?? null)}`);
}

export const generatorType: Type = nativeType<GeneratorObject>({
  name: "Generator",
  module: "torch._C",
  is: (value): value is GeneratorObject => value instanceof GeneratorObject,
  methods: {
    manual_seed: [
      "seed",
      (self, seed) => {
        self.generator.manualSeed(seedOf(seed));
        return self;
      },
    ],
    initial_seed: ["", ({ generator }) => int(generator.initialSeed())],
    seed: ["", ({ generator }) => int(generator.seed())],
    get_state: ["", ({ generator }) => new StateObject(generator)],
    set_state: ["state", ({ generator }, state) => restore(generator, state)],
  },
  construct: ["device='cpu'", () => new GeneratorObject(new Generator())],
});

/** Where a generator stood; opaque to Python. */
class StateObject extends Obj {
  readonly state: ReturnType<Generator["getState"]>;

  constructor(generator: Generator) {
    super();
    this.state = generator.getState();
  }

  get type(): Type {
    return stateType;
  }
}

const stateType: Type = nativeType<StateObject>({
  name: "GeneratorState",
  module: "torch._C",
  is: (value): value is StateObject => value instanceof StateObject,
  methods: { clone: ["", (self) => self] },
});

function restore(generator: Generator, state: Value | undefined): Value {
  if (!(state instanceof StateObject)) throw raise.TypeError("expected a torch.ByteTensor");
  generator.setState(state.state);
  return null;
}

/** Draws from the generator named in a call, or from the default one. */
export function drawn<T>(kwargs: Kwargs, draw: () => T): T {
  const given = kwargs?.get("generator");
  return given instanceof GeneratorObject ? drawnFrom(given.generator, draw) : draw();
}

function drawnFrom<T>(generator: Generator, draw: () => T): T {
  const before = defaultGenerator.getState();
  defaultGenerator.setState(generator.getState());
  try {
    return draw();
  } finally {
    generator.setState(defaultGenerator.getState());
    defaultGenerator.setState(before);
  }
}

/** A tensor like another, filled by `fill`. */
function filledLike(x: Tensor, fill: (data: TypedArray, dtype: DType) => void): Tensor {
  const data = x.detach().toTypedArray();
  fill(data, x.dtype);
  return tensor(data, { dtype: x.dtype }).reshape(x.shape).snapshot();
}

const bernoulliOf = (p: Tensor): Tensor =>
  filledLike(p, (data, dtype) => fillBernoulliEach(defaultGenerator, data, data.slice(), dtype));

/** torch.normal(mean, std), with numbers or tensors, and with a size. */
const normal = native(
  "normal",
  "mean, std=1.0, size=None, *, generator=None, dtype=None, requires_grad=False",
  (mean, std, size, _, dtype, requiresGrad) => {
    const [center, scale] = [operand(mean) as Tensor, operand(std) as Tensor];
    const like =
      size === null ? [mean, std].find((value) => value instanceof TensorObject) : undefined;
    const shape =
      like instanceof TensorObject ? like.tensor.shape : sizesOf("normal", itemsOf(size) ?? []);
    const noise = randn([...shape], { dtype: dtypeOf(dtype) });
    const made = noise.mul(scale).add(center).snapshot();
    return fromTensor(requiresGrad === true ? made.requiresGrad_() : made);
  },
);

export const randomFunctions: Readonly<Record<string, Value>> = {
  Generator: generatorType,
  default_generator: theDefault,
  manual_seed: native("manual_seed", "seed", (seed) => {
    manualSeed(seedOf(seed));
    return theDefault;
  }),
  seed: native("seed", "", () => int(defaultGenerator.seed())),
  initial_seed: native("initial_seed", "", () => int(defaultGenerator.initialSeed())),
  get_rng_state: native("get_rng_state", "", () => new StateObject(defaultGenerator)),
  set_rng_state: native("set_rng_state", "new_state", (state) => restore(defaultGenerator, state)),
  bernoulli: native("bernoulli", "input, *, generator=None", (p) =>
    fromTensor(bernoulliOf(tensorOf(p, "bernoulli", "input"))),
  ),
  normal,
};

type Fill = (data: TypedArray, dtype: DType, x: Tensor) => void;

/** A method that fills its receiver with random numbers. */
const drawing = (
  name: string,
  signature: string,
  fill: (...args: Value[]) => Fill,
): Method<TensorObject> => [
  signature,
  (self, ...args) => {
    const { tensor: x } = self;
    const values = () => filledLike(x, (data, dtype) => fill(...args)(data, dtype, x));
    overwrite(name, x, values);
    return self;
  },
];

const integersInto =
  (low: number, high: number): Fill =>
  (data) => {
    for (let i = 0; i < data.length; i++) {
      data[i] = low + (defaultGenerator.random() % (high - low));
    }
  };

/** The largest integer that each dtype counts up to without a gap. */
const mostExact = { float32: 2 ** 24 + 1, float64: 2 ** 53 + 1, int64: 2 ** 53, bool: 2 } as const;

export const randomMethods: Readonly<Record<string, Method<TensorObject>>> = {
  bernoulli: ["*, generator=None", ({ tensor: p }) => fromTensor(bernoulliOf(p))],
  bernoulli_: drawing("bernoulli_", "p=0.5, *, generator=None", (p) => (data) => {
    if (p instanceof TensorObject) {
      const chances = p.tensor.expand([data.length]).toTypedArray();
      fillBernoulliEach(defaultGenerator, data, chances, p.tensor.dtype);
    } else fillBernoulli(defaultGenerator, data, numberOf(p) as number);
  }),
  exponential_: drawing("exponential_", "lambd=1.0, *, generator=None", (rate) => (data, dtype) => {
    fillExponential(defaultGenerator, data, numberOf(rate) as number, dtype);
  }),
  random_: drawing(
    "random_",
    "from_=0, to=None, *, generator=None",
    (from, to) => (data, dtype, x) => {
      const [low, high] = to === null && from !== 0 ? [0, from] : [from, to];
      integersInto(numberOf(low) as number, numberOf(high) ?? mostExact[dtype])(data, dtype, x);
    },
  ),
};

/** Keeps the state of the default generator; the result goes back to it. */
export function saveTorchRandom(): () => void {
  const state = defaultGenerator.getState();
  return () => {
    defaultGenerator.setState(state);
  };
}
