// torch.distributions, those that tutorials sample from: Normal, Uniform, Bernoulli, Categorical.

import { defaultGenerator, fillBernoulliEach, multinomial } from "../../bridge";
import { nn, noGrad, rand, randn, type Tensor, tensor } from "../../index";
import { type Method, native, nativeType, Obj, raise, type Type, type Value } from "../objects";
import { itemsOf, numberOf, operand } from "./arguments";
import { sizeObject } from "./dtypes";
import { fromTensor } from "./tensorObject";

type Parameters = Readonly<Record<string, Tensor>>;

class DistributionObject extends Obj {
  constructor(
    readonly type: Type,
    readonly parameters: Parameters,
    readonly batch: readonly number[],
  ) {
    super();
  }

  get(name: string): Tensor {
    return this.parameters[name] as Tensor;
  }
}

const isDistribution = (value: Value | undefined): value is DistributionObject =>
  value instanceof DistributionObject;

/** A parameter: numbers are float32. */
function parameterOf(value: Value | undefined): Tensor {
  const given = operand(value);
  if (given === undefined)
    throw raise.ValueError(
      "Input arguments must all be instances of numbers.Number or torch.tensor.",
    );
  return given.node.wrapped ? tensor(given.item(), { dtype: "float32" }) : given;
}

/** Parameters in the shape that they broadcast to. */
function broadcast(parameters: Parameters): { parameters: Parameters; batch: readonly number[] } {
  const batch = Object.values(parameters).reduce((a, b) => a.detach().add(b.detach())).shape;
  const expanded = Object.entries(parameters).map(([name, x]) => [name, x.expand(batch)] as const);
  return { parameters: Object.fromEntries(expanded), batch };
}

const sizes = (value: Value | undefined): number[] =>
  (itemsOf(value) ?? []).map((n) => numberOf(n) as number);

interface Declared {
  readonly name: string;
  readonly signature: string;
  readonly make: (...given: (Value | undefined)[]) => {
    parameters: Parameters;
    batch: readonly number[];
  };
  /** Draws; differentiable with respect to the parameters if `rsample` is. */
  readonly sample: (self: DistributionObject, shape: readonly number[]) => Tensor;
  readonly reparametrised: boolean;
  readonly logProb: (self: DistributionObject, value: Tensor) => Tensor;
  readonly entropy: (self: DistributionObject) => Tensor;
  readonly mean: (self: DistributionObject) => Tensor;
  readonly variance: (self: DistributionObject) => Tensor;
}

/** The parameters that say most about each value. */
const attributesOf = (names: readonly string[]) =>
  Object.fromEntries(
    names.map((name) => [name, (self: DistributionObject) => fromTensor(self.get(name))]),
  );

const distributionType: Type = nativeType<DistributionObject>({
  name: "Distribution",
  module: "torch.distributions.distribution",
  is: isDistribution,
});

function declare(declared: Declared, names: readonly string[]): Type {
  const { name, signature, make, sample, reparametrised, logProb, entropy, mean, variance } =
    declared;
  const drawn = (self: DistributionObject, shape: Value | undefined): Tensor =>
    sample(self, [...sizes(shape), ...self.batch]);
  const methods: Record<string, Method<DistributionObject>> = {
    sample: [
      "sample_shape=?",
      (self, shape) => fromTensor(noGrad(() => drawn(self, shape)).detach()),
    ],
    log_prob: [
      "value",
      (self, value) => {
        const given = operand(value);
        if (given === undefined)
          throw raise.ValueError("The value argument to log_prob must be a Tensor");
        return fromTensor(logProb(self, given));
      },
    ],
    entropy: ["", (self) => fromTensor(entropy(self))],
    ...(reparametrised && {
      rsample: [
        "sample_shape=?",
        (self: DistributionObject, shape: Value) => fromTensor(drawn(self, shape)),
      ] as const,
    }),
    __repr__: [
      "",
      (self) => {
        const shown = names.filter((each) => each in self.parameters);
        const parts = shown.map((each) => {
          const x = self.get(each);
          return `${each}: ${x.numel() === 1 ? String(fromNumber(x.item())) : `torch.Size([${x.shape.join(", ")}])`}`;
        });
        return `${name}(${parts.join(", ")})`;
      },
    ],
  };
  return nativeType<DistributionObject>({
    name,
    module: `torch.distributions.${name.toLowerCase()}`,
    bases: [distributionType],
    is: isDistribution,
    attributes: {
      ...attributesOf(names),
      mean: (self) => fromTensor(mean(self)),
      variance: (self) => fromTensor(variance(self)),
      stddev: (self) => fromTensor(variance(self).sqrt()),
      batch_shape: (self) => sizeObject(self.batch),
    },
    methods,
    construct: [
      signature,
      (type, ...given) => {
        const { parameters, batch } = make(...given);
        return new DistributionObject(type, parameters, batch);
      },
    ],
  });
}

const fromNumber = (value: number): string =>
  Number.isInteger(value) ? `${value}.0` : String(value);

const halfLog2Pi = 0.5 * Math.log(2 * Math.PI);

const normal = declare(
  {
    name: "Normal",
    signature: "loc, scale, validate_args=None",
    make: (loc, scale) => broadcast({ loc: parameterOf(loc), scale: parameterOf(scale) }),
    sample: (self, shape) =>
      randn([...shape], { dtype: self.get("loc").dtype })
        .mul(self.get("scale"))
        .add(self.get("loc")),
    reparametrised: true,
    logProb: (self, value) => {
      const scale = self.get("scale");
      const square = value.sub(self.get("loc")).pow(2);
      return square.neg().div(scale.pow(2).mul(2)).sub(scale.log()).sub(halfLog2Pi);
    },
    entropy: (self) =>
      self
        .get("scale")
        .log()
        .add(0.5 + halfLog2Pi),
    mean: (self) => self.get("loc"),
    variance: (self) => self.get("scale").pow(2),
  },
  ["loc", "scale"],
);

const uniform = declare(
  {
    name: "Uniform",
    signature: "low, high, validate_args=None",
    make: (low, high) => broadcast({ low: parameterOf(low), high: parameterOf(high) }),
    sample: (self, shape) =>
      rand([...shape], { dtype: self.get("low").dtype })
        .mul(self.get("high").sub(self.get("low")))
        .add(self.get("low")),
    reparametrised: true,
    logProb: (self, value) => {
      const inside = value.ge(self.get("low")).logicalAnd(value.lt(self.get("high")));
      return inside
        .to(value.dtype)
        .log()
        .sub(self.get("high").sub(self.get("low")).log());
    },
    entropy: (self) => self.get("high").sub(self.get("low")).log(),
    mean: (self) => self.get("low").add(self.get("high")).div(2),
    variance: (self) => self.get("high").sub(self.get("low")).pow(2).div(12),
  },
  ["low", "high"],
);

const F = nn.functional;

/** Probabilities and logits: one is given, both are known. */
function bernoulliFrom(probs: Value | undefined, logits: Value | undefined) {
  if ((probs === null) === (logits === null)) {
    throw raise.ValueError("Either `probs` or `logits` must be specified, but not both.");
  }
  const given = parameterOf(probs ?? logits);
  return probs === null
    ? { parameters: { probs: given.sigmoid(), logits: given }, batch: given.shape }
    : { parameters: { probs: given, logits: given.logit() }, batch: given.shape };
}

const bernoulli = declare(
  {
    name: "Bernoulli",
    signature: "probs=None, logits=None, validate_args=None",
    make: bernoulliFrom,
    sample: (self, shape) => {
      const chances = self
        .get("probs")
        .detach()
        .expand([...shape]);
      const data = chances.toTypedArray();
      fillBernoulliEach(defaultGenerator, data, data.slice(), chances.dtype);
      return tensor(data, { dtype: chances.dtype }).reshape([...shape]);
    },
    reparametrised: false,
    logProb: (self, value) =>
      F.binaryCrossEntropyWithLogits(self.get("logits"), value, { reduction: "none" }).neg(),
    entropy: (self) =>
      F.binaryCrossEntropyWithLogits(self.get("logits"), self.get("probs"), { reduction: "none" }),
    mean: (self) => self.get("probs"),
    variance: (self) => self.get("probs").mul(self.get("probs").rsub(1)),
  },
  ["probs", "logits"],
);

function categoricalFrom(probs: Value | undefined, logits: Value | undefined) {
  if ((probs === null) === (logits === null)) {
    throw raise.ValueError("Either `probs` or `logits` must be specified, but not both.");
  }
  const given = parameterOf(probs ?? logits);
  const normal =
    probs === null ? given.sub(given.logsumexp(-1, true)) : given.div(given.sum(-1, true));
  const parameters =
    probs === null
      ? { probs: normal.exp(), logits: normal }
      : { probs: normal, logits: normal.log() };
  return { parameters, batch: given.shape.slice(0, -1) };
}

const categorical = declare(
  {
    name: "Categorical",
    signature: "probs=None, logits=None, validate_args=None",
    make: categoricalFrom,
    sample: (self, shape) => {
      const chances = self.get("probs").detach();
      const categories = chances.size(-1);
      const rows = chances.numel() / categories;
      const count = shape.reduce((product, n) => product * n, 1) / rows;
      const data = chances.toTypedArray() as Float32Array | Float64Array;
      const picked = multinomial(defaultGenerator, { data, rows, categories }, count, true);
      return tensor(picked, { dtype: "int64" })
        .reshape([rows, count])
        .t()
        .reshape([...shape]);
    },
    reparametrised: false,
    logProb: (self, value) => {
      const logits = self.get("logits");
      const index = value.to("int64").unsqueeze(-1);
      const lead = index.shape.slice(0, -1);
      return logits
        .expand([...lead, logits.size(-1)])
        .gather(-1, index)
        .squeeze(-1);
    },
    entropy: (self) => self.get("logits").mul(self.get("probs")).sum(-1).neg(),
    mean: (self) => self.get("probs").sum(-1).mul(Number.NaN),
    variance: (self) => self.get("probs").sum(-1).mul(Number.NaN),
  },
  ["probs", "logits"],
);

/** The divergence of two normal distributions. */
const divergence = native("kl_divergence", "p, q", (p, q) => {
  if (!(isDistribution(p) && isDistribution(q) && p.type === normal && q.type === normal)) {
    throw raise.NotImplementedError("kl_divergence is here for two Normal distributions only");
  }
  const ratio = p.get("scale").div(q.get("scale")).pow(2);
  const distance = p.get("loc").sub(q.get("loc")).div(q.get("scale")).pow(2);
  return fromTensor(ratio.add(distance).sub(1).sub(ratio.log()).mul(0.5));
});

export const distributions: Readonly<Record<string, Value>> = {
  Distribution: distributionType,
  Normal: normal,
  Uniform: uniform,
  Bernoulli: bernoulli,
  Categorical: categorical,
  kl_divergence: divergence,
};
