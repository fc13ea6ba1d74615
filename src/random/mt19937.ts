// The Mersenne Twister mt19937, the source of all random bits, as published by Matsumoto and
// Nishimura. A number is good for 32 bits.

const size = 624;
const middle = 397;
const upperBit = 0x80000000;
const lowerBits = 0x7fffffff;

/** What a generator is made of: its state words and how many of them have been handed out. */
export interface TwisterState {
  readonly words: Uint32Array;
  readonly used: number;
}

/** A stream of 32-bit numbers. */
export class Twister {
  #words = new Uint32Array(size);
  #used = size;

  constructor(seed: number) {
    this.seed(seed);
  }

  /** Starts the stream that belongs to `seed`, an integer from 0 to 2^32 - 1. */
  seed(seed: number): void {
    const words = this.#words;
    words[0] = seed;
    for (let i = 1; i < size; i++) {
      const before = words[i - 1]!;
      words[i] = Math.imul(1812433253, before ^ (before >>> 30)) + i;
    }
    this.#used = size;
  }

  /** The next number of the stream, an integer from 0 to 2^32 - 1. */
  next(): number {
    if (this.#used === size) this.#renew();
    let bits = this.#words[this.#used++]!;
    bits ^= bits >>> 11;
    bits ^= (bits << 7) & 0x9d2c5680;
    bits ^= (bits << 15) & 0xefc60000;
    bits ^= bits >>> 18;
    return bits >>> 0;
  }

  /** Where the stream stands; a copy. */
  get state(): TwisterState {
    return { words: this.#words.slice(), used: this.#used };
  }

  set state({ words, used }: TwisterState) {
    this.#words.set(words);
    this.#used = used;
  }

  #renew(): void {
    const words = this.#words;
    for (let i = 0; i < size; i++) {
      const joined = (words[i]! & upperBit) | (words[(i + 1) % size]! & lowerBits);
      const twist = joined & 1 ? 0x9908b0df : 0;
      words[i] = words[(i + middle) % size]! ^ (joined >>> 1) ^ twist;
    }
    this.#used = 0;
  }
}
