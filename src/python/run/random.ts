// The generator behind Python's `random`: the Mersenne Twister, seeded and read as CPython does.

const size = 624;

export class RandomState {
  #state = new Uint32Array(size);
  #index = size;
  /** The second of a pair of normal deviates. */
  spare: number | null = null;

  constructor() {
    this.seed(0n);
  }

  /** Seeds by a whole number of any length. */
  seed(value: bigint): void {
    const key: number[] = [];
    for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= 32n) {
      key.push(Number(rest & 0xffffffffn));
    }
    this.#byArray(key.length === 0 ? [0] : key);
    this.spare = null;
  }

  #byNumber(seed: number): void {
    const state = this.#state;
    state[0] = seed;
    for (let i = 1; i < size; i++) {
      const before = state[i - 1] as number;
      state[i] = Math.imul(1812433253, before ^ (before >>> 30)) + i;
    }
    this.#index = size;
  }

  #byArray(key: readonly number[]): void {
    this.#byNumber(19650218);
    const state = this.#state;
    let i = 1;
    let j = 0;
    const turn = (): void => {
      i++;
      if (i >= size) {
        state[0] = state[size - 1] as number;
        i = 1;
      }
    };
    const mixed = (factor: number): number => {
      const before = state[i - 1] as number;
      return (state[i] as number) ^ Math.imul(before ^ (before >>> 30), factor);
    };
    for (let k = Math.max(size, key.length); k > 0; k--) {
      state[i] = mixed(1664525) + (key[j] as number) + j;
      j = (j + 1) % key.length;
      turn();
    }
    for (let k = size - 1; k > 0; k--) {
      state[i] = mixed(1566083941) - i;
      turn();
    }
    state[0] = 0x80000000;
  }

  /** 32 random bits. */
  next(): number {
    if (this.#index >= size) this.#refill();
    let y = this.#state[this.#index++] as number;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  #refill(): void {
    const state = this.#state;
    for (let i = 0; i < size; i++) {
      const y =
        ((state[i] as number) & 0x80000000) | ((state[(i + 1) % size] as number) & 0x7fffffff);
      state[i] = (state[(i + 397) % size] as number) ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.#index = 0;
  }

  /** In [0, 1), with 53 bits. */
  uniform(): number {
    const a = this.next() >>> 5;
    const b = this.next() >>> 6;
    return (a * 67108864 + b) / 9007199254740992;
  }

  /** So many random bits. */
  bits(count: number): bigint {
    let result = 0n;
    for (let done = 0; done < count; done += 32) {
      const left = count - done;
      const word = left < 32 ? this.next() >>> (32 - left) : this.next();
      result |= BigInt(word) << BigInt(done);
    }
    return result;
  }

  /** A whole number below a limit, each with the same chance. */
  below(limit: bigint): bigint {
    const count = limit.toString(2).length;
    let drawn = this.bits(count);
    while (drawn >= limit) drawn = this.bits(count);
    return drawn;
  }

  /** What to give to `restore` to draw the same again. */
  save(): readonly [Uint32Array, number, number | null] {
    return [this.#state.slice(), this.#index, this.spare];
  }

  restore([state, index, spare]: readonly [Uint32Array, number, number | null]): void {
    this.#state = state.slice();
    this.#index = index;
    this.spare = spare;
  }
}
