// The generator and its distributions: seeds, states, refusals, and what PyTorch gave for calls that
// tests/torch/data/rng.json does not hold.
import { describe, expect, it } from "vitest";
import { float32, float64, int64, type TypedArray } from "../../src/dtype";
import {
  defaultGenerator,
  fillBernoulli,
  fillBernoulliEach,
  fillExponential,
  fillNormal,
  fillRandint,
  fillUniform,
  Generator,
  kaimingStd,
  multinomial,
  type Nonlinearity,
  randperm,
  xavierStd,
} from "../../src/random";

// From PyTorch 1.13.1 (CPU, without MKL) after torch.manual_seed(7).
describe("further calls as in PyTorch", () => {
  const weights = {
    data: Float32Array.of(0.1, 0.2, 0.3, 0.4, 4, 3, 2, 1),
    rows: 2,
    categories: 4,
  };
  const filled = <Out extends TypedArray>(out: Out, fill: (gen: Generator, out: Out) => void) => {
    fill(new Generator(7), out);
    return [...out];
  };

  it("exponential_(2)", () => {
    expect(
      filled(new Float64Array(3), (gen, out) => fillExponential(gen, out, 2, float64)),
    ).toEqual([0.1638219614915395, 0.1598917355510892, 0.9905877271394762].map(nearly(1e-15)));
    expect(
      filled(new Float32Array(3), (gen, out) => fillExponential(gen, out, 2, float32)),
    ).toEqual([0.1638219654560089, 0.159891739487648, 0.9905877113342285].map(nearly(1e-7)));
  });

  it("uniform_(-0.3, 0.7) of float32, rounded at every step, after eight of float64", () => {
    const gen = new Generator(7);
    const wide = new Float64Array(8);
    fillUniform(gen, wide, -3, 10, float64);
    expect([...wide.subarray(0, 2)]).toEqual([0.6319455887832519, 0.5580182774729536]);
    const out = new Float32Array(2);
    fillUniform(gen, out, -0.3, 0.7, float32);
    expect([...out]).toEqual([0.4203804135322571, -0.226948082447052]);
  });

  it("bernoulli of float64 probabilities takes 53 bits for each", () => {
    const half = new Float64Array(10).fill(0.5);
    expect(filled(half.slice(), (gen, out) => fillBernoulliEach(gen, out, half, float64))).toEqual([
      1, 1, 0, 0, 0, 0, 1, 0, 0, 0,
    ]);
  });

  it("randint(-5, 2^52)", () => {
    expect(filled(new Float64Array(3), (gen, out) => fillRandint(gen, out, -5, 2 ** 52))).toEqual([
      2516435200040615, 2465213813615503, 3261443452218815,
    ]);
  });

  it.each([
    [1, true, [1, 0], 0.23276156187057495],
    [1, false, [1, 2], 0.720380425453186],
    [4, false, [1, 3, 0, 2, 2, 1, 0, 3], 0.720380425453186],
    [8, true, [1, 1, 3, 3, 3, 3, 1, 2, 2, 2, 0, 0, 0, 0, 0, 2], 0.6266505718231201],
  ])(
    "multinomial of two rows, %i samples, replacement %s, then rand",
    (samples, replacement, expected, next) => {
      const gen = new Generator(7);
      expect([...multinomial(gen, weights, samples, replacement)]).toEqual(expected);
      expect(gen.uniform24()).toBe(next);
    },
  );
});

const nearly = (relative: number) => (value: number) =>
  expect.closeTo(value, -Math.log10(2 * relative * Math.abs(value)));

describe("a generator", () => {
  it("takes seeds as PyTorch does: negative ones and bigints count modulo 2^64", () => {
    const gen = new Generator(-1);
    expect(gen.initialSeed()).toBe(2n ** 64n - 1n);
    const draw = gen.random();
    expect(new Generator(2n ** 64n - 1n).random()).toBe(draw);
    expect(new Generator(2 ** 32 - 1).random()).toBe(draw);
  });

  it("is the published mt19937", () => {
    const gen = new Generator(5489);
    const draws = Array.from({ length: 10_000 }, () => gen.random());
    expect(draws[0]).toBe(3499211612);
    expect(draws.at(-1)).toBe(4123659995);
  });

  it("takes the higher half of 64 bits first", () => {
    const [halves, whole] = [new Generator(7), new Generator(7)];
    const high = BigInt(halves.random());
    expect(whole.random64()).toBe(high * 2n ** 32n + BigInt(halves.random()));
  });

  it.each([
    [1.5, "manualSeed: seed must be an integer, got 1.5"],
    [Number.NaN, "manualSeed: seed must be an integer, got NaN"],
    [2n ** 64n, "Overflow when unpacking long"],
  ])("refuses the seed %s and goes on as before", (seed, message) => {
    const [gen, same] = [new Generator(3), new Generator(3)];
    expect(() => gen.manualSeed(seed)).toThrow(message);
    expect(gen.random()).toBe(same.random());
  });

  it("goes back to a state, the spare normal number included", () => {
    const gen = new Generator(11);
    const normals = () => {
      const out = new Float64Array(3);
      fillNormal(gen, out, 0, 1, float64);
      return [...out];
    };
    normals();
    const state = gen.getState();
    const before = [normals(), normals()];
    gen.manualSeed(0);
    expect([gen.setState(state), normals(), normals()].slice(1)).toEqual(before);
    expect([gen.setState(state), normals(), normals()].slice(1)).toEqual(before);
    expect(gen.initialSeed()).toBe(11n);
  });

  it("forgets the spare normal number when seeded", () => {
    const gen = new Generator(1);
    fillNormal(gen, new Float32Array(1), 0, 1, float32);
    expect(gen.manualSeed(1).spareNormal).toBeNull();
  });

  it("is unpredictable unless seeded", () => {
    expect(new Generator().initialSeed()).not.toBe(new Generator().initialSeed());
    expect(defaultGenerator.seed()).not.toBe(defaultGenerator.seed());
  });
});

describe("distributions", () => {
  const mean = (values: Float64Array) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;

  it("exponential has mean 1 / rate", () => {
    const out = new Float64Array(20_000);
    fillExponential(new Generator(2), out, 4, float64);
    expect(mean(out)).toBeCloseTo(0.25, 2);
    expect(out.every((value) => value >= 0)).toBe(true);
  });

  it("multinomial without replacement gives every category once, heavy ones first", () => {
    const gen = new Generator(5);
    const data = Float64Array.of(1, 1e6, 1e3, 0, 1, 1);
    const drawn = multinomial(gen, { data, rows: 2, categories: 3 }, 3, false);
    expect([...drawn.subarray(0, 3)]).toEqual([1, 2, 0]);
    expect(drawn[5]).toBe(0);
  });

  it("multinomial with replacement follows the weights and skips those of zero", () => {
    const data = Float32Array.of(1, 0, 3);
    const drawn = multinomial(new Generator(6), { data, rows: 1, categories: 3 }, 20_000, true);
    expect(drawn.includes(1)).toBe(false);
    expect(mean(drawn)).toBeCloseTo(1.5, 1);
  });

  const gen = new Generator(0);
  const out = new Float32Array(2);
  const bad = (...data: number[]) => ({ data: Float32Array.from(data), rows: 1, categories: 2 });

  it.each<[string, string, () => unknown]>([
    ["uniform", "from=1 > to=0", () => fillUniform(gen, out, 1, 0, float32)],
    [
      "uniform",
      "\"check_uniform_bounds\" not implemented for 'Long'",
      () => fillUniform(gen, out, 0, 1, int64),
    ],
    [
      "normal",
      "normal expects std >= 0.0, but found std -1",
      () => fillNormal(gen, out, 0, -1, float32),
    ],
    [
      "normal",
      "\"normal_kernel_cpu\" not implemented for 'Long'",
      () => fillNormal(gen, out, 0, 1, int64),
    ],
    [
      "exponential",
      "expects lambda > 0.0, but found lambda=0",
      () => fillExponential(gen, out, 0, float32),
    ],
    ["randint", "to be less than 'to', but got from=5 >= to=5", () => fillRandint(gen, out, 5, 5)],
    [
      "randint",
      "high must be an integer within 2^53, got 2.5",
      () => fillRandint(gen, out, 0, 2.5),
    ],
    [
      "randperm",
      "Trying to create tensor with negative dimension -1: [-1]",
      () => randperm(gen, -1),
    ],
    ["bernoulli", "expects p to be in [0, 1], but got p=1.5", () => fillBernoulli(gen, out, 1.5)],
    ["bernoulli", "to be in [0, 1], but got 2", () => fillBernoulliEach(gen, out, [2, 0], float32)],
    ["multinomial", "without replacement", () => multinomial(gen, bad(1, 1), 3, false)],
    ["multinomial", "`inf`, `nan` or element < 0", () => multinomial(gen, bad(1, -1), 1, false)],
    ["multinomial", "entry = infinity or NaN", () => multinomial(gen, bad(1, Infinity), 2, true)],
    ["multinomial", "sum of probabilities <= 0", () => multinomial(gen, bad(0, 0), 2, true)],
    ["calculateFans", "fewer than 2 dimensions", () => xavierStd([3])],
    [
      "calculateGain",
      "Unsupported nonlinearity swish",
      () => kaimingStd([1, 1], { nonlinearity: "swish" as Nonlinearity }),
    ],
  ])("%s refuses: %s", (op, message, call) => {
    expect(call).toThrow(
      expect.objectContaining({ op, message: expect.stringContaining(message) }),
    );
  });
});
