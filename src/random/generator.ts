// PyTorch's CPU generator: a Mersenne Twister and one normal number kept for the next call.

import { describe, RuntimeError, TypeError } from "../errors";
import { Twister, type TwisterState } from "./mt19937";

/** Where a generator stands; made by `getState`, taken by `setState`. */
export interface GeneratorState {
  readonly seed: bigint;
  readonly twister: TwisterState;
  readonly spareNormal: number | null;
}

const bits24 = 2 ** 24;

/** A stream of random numbers that a seed determines: the same as PyTorch's for the same seed. */
export class Generator {
  /** The second of two normal numbers drawn at once, until it is asked for. */
  spareNormal: number | null = null;
  #seed: bigint;
  readonly #twister: Twister;

  /** Without a seed, a stream that is different each time. */
  constructor(seed: number | bigint = unpredictableSeed()) {
    this.#seed = checkedSeed("Generator", seed);
    this.#twister = new Twister(lowBits(this.#seed));
  }

  /**
   * Starts the stream that belongs to `seed`, an integer from -2^63 to 2^64 - 1. As in PyTorch, only
   * its low 32 bits count.
   * @throws TypeError for anything but an integer, RuntimeError for one out of range.
   */
  manualSeed(seed: number | bigint): this {
    this.#seed = checkedSeed("manualSeed", seed);
    this.#twister.seed(lowBits(this.#seed));
    this.spareNormal = null;
    return this;
  }

  /** The seed that the stream was started with. */
  initialSeed(): bigint {
    return this.#seed;
  }

  /** Starts an unpredictable stream and returns its seed. */
  seed(): bigint {
    return this.manualSeed(unpredictableSeed()).initialSeed();
  }

  /** 32 random bits, as an integer. */
  random(): number {
    return this.#twister.next();
  }

  /** 64 random bits, as an integer: two draws, the higher half first. */
  random64(): bigint {
    const high = BigInt(this.random());
    return (high << 32n) | BigInt(this.random());
  }

  /** A number in [0, 1) of float32 precision: 24 bits of one draw. */
  uniform24(): number {
    return (this.random() % bits24) / bits24;
  }

  /** A number in [0, 1) of float64 precision: 53 bits of two draws. */
  uniform53(): number {
    const high = this.random() % 2 ** 21;
    return (high * 2 ** 32 + this.random()) / 2 ** 53;
  }

  /** A copy of where the stream stands, for `setState`. */
  getState(): GeneratorState {
    return { seed: this.#seed, twister: this.#twister.state, spareNormal: this.spareNormal };
  }

  /** Goes back (or on) to where a stream stood. */
  setState(state: GeneratorState): this {
    this.#seed = state.seed;
    this.#twister.state = state.twister;
    this.spareNormal = state.spareNormal;
    return this;
  }
}

const unpredictableSeed = (): number => Math.floor(Math.random() * 2 ** 53);

const lowBits = (seed: bigint): number => Number(BigInt.asUintN(32, seed));

function checkedSeed(op: string, seed: unknown): bigint {
  const context = { op, parameter: "seed" };
  if (typeof seed !== "bigint" && !Number.isInteger(seed)) {
    throw new TypeError(`${op}: seed must be an integer, got ${describe(seed)}`, context);
  }
  const value = BigInt(seed as number | bigint);
  if (value < -(2n ** 63n) || value >= 2n ** 64n) {
    throw new RuntimeError("Overflow when unpacking long", context);
  }
  return BigInt.asUintN(64, value);
}

/** The generator that all random functions use unless they are given another. */
export const defaultGenerator = new Generator();

/**
 * Seeds the default generator: from here on, the numbers that PyTorch's CPU gives after the same
 * `torch.manual_seed`. Only the low 32 bits of the seed count.
 * @example manualSeed(0); randn(1).item() // 1.5409960746765137
 */
export const manualSeed = (seed: number | bigint): Generator => defaultGenerator.manualSeed(seed);
