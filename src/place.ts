// Where a node's elements are in wasm memory, and since when they are what they are. Places are given
// out in segments, one for all that a program brings along; a segment goes back when the collector
// has taken every node that lives in it.

import type { DType, TypedArray } from "./dtype";
import { allDoubles, allFloats, buffer, release, reserve } from "./kernels/wasm/memory";

/** A piece of wasm memory, given back when nobody holds this object any more. */
export interface Segment {
  readonly pointer: number;
}

const dropped = new FinalizationRegistry<number>((pointer) => release(pointer));

/** A new segment, or null where there is no room or no machine. */
export function takeSegment(bytes: number): Segment | null {
  const pointer = reserve(bytes);
  if (pointer === null) return null;
  const segment = { pointer };
  dropped.register(segment, pointer);
  return segment;
}

const widths = { float32: 4, float64: 8, int64: 8, bool: 1 } as const;

/** Room for the instant before the elements, which begin where SIMD likes it. */
const header = 16;

/** The bytes that a place for `length` elements takes. */
export const bytesOf = (dtype: DType, length: number): number =>
  header + Math.ceil((widths[dtype] * length) / 16) * 16;

export class Place {
  /**
   * @param pointer where the elements begin
   * @param time where the instant is: before the elements, or for a view in a header of its own
   */
  constructor(
    readonly segment: Segment,
    readonly pointer: number,
    readonly time: number,
    private readonly length: number,
    /** Whether the elements are those of another node. */
    readonly shared: boolean,
  ) {}

  /** A place at `at`, with room as `bytesOf` says. */
  static at(segment: Segment, at: number, length: number): Place {
    return new Place(segment, at + header, at, length, false);
  }

  /** A place that shares the elements of another; it needs the room of no elements. */
  static sharing(segment: Segment, at: number, other: Place): Place {
    return new Place(segment, other.pointer, at, other.length, true);
  }

  get instant(): number {
    return allDoubles()[this.time >> 3] as number;
  }

  set instant(value: number) {
    allDoubles()[this.time >> 3] = value;
  }

  /** Puts elements there. */
  fill(dtype: DType, elements: TypedArray): void {
    if (dtype === "float32" && this.length === 1) {
      allFloats()[this.pointer >> 2] = elements[0] as number;
    } else this.view(dtype).set(elements);
  }

  /** The elements as an array. */
  view(dtype: DType): TypedArray {
    const { pointer, length } = this;
    if (dtype === "float32") return new Float32Array(buffer(), pointer, length);
    if (dtype === "bool") return new Uint8Array(buffer(), pointer, length);
    return new Float64Array(buffer(), pointer, length);
  }
}
