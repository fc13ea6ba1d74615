// Random numbers: PyTorch's CPU generator and the distributions over it, the same numbers for the
// same seed. Everything here fills plain arrays; tensors are made of them elsewhere.

export {
  fillBernoulli,
  fillBernoulliEach,
  fillRandint,
  multinomial,
  randperm,
  type Weights,
} from "./random/choose";
export { fillExponential, fillNormal, fillUniform } from "./random/fill";
export { defaultGenerator, Generator, type GeneratorState, manualSeed } from "./random/generator";
export {
  calculateFans,
  calculateGain,
  type Fans,
  fillLayer,
  type KaimingOptions,
  kaimingStd,
  type Nonlinearity,
  uniformBound,
  xavierStd,
} from "./random/init";
