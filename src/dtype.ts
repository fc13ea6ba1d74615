// The four element types: how each is stored, how PyTorch names it, and how two of them promote.

import { RuntimeError } from "./errors";

/** The element type of a tensor. */
export type DType = "float32" | "float64" | "int64" | "bool";

/**
 * What holds a tensor's elements: float32 a Float32Array, float64 a Float64Array, int64 a
 * Float64Array of safe integers, bool a Uint8Array of 0 and 1.
 */
export type TypedArray = Float32Array | Float64Array | Uint8Array;

/** Floating point of 32 bits: what numbers become by default. */
export const float32 = "float32";
/** Floating point of 64 bits. */
export const float64 = "float64";
/** Integers: exact up to 2⁵³. */
export const int64 = "int64";
/** True and false: what comparisons give. */
export const bool = "bool";

const names = { float32: "Float", float64: "Double", int64: "Long", bool: "Bool" } as const;
const ranks = { bool: 0, int64: 1, float32: 2, float64: 3 } as const;

/** PyTorch's scalar type name, as its messages use it: `Float`, `Double`, `Long`, `Bool`. */
export const scalarTypeName = (dtype: DType): string => names[dtype];

export const isDType = (value: unknown): value is DType =>
  typeof value === "string" && Object.hasOwn(ranks, value);

export const isFloating = (dtype: DType): boolean => ranks[dtype] >= 2;

let defaultFloat: DType = "float32";

/** The dtype of tensors made from numbers; `"float32"` unless `setDefaultDtype` changed it. */
export const getDefaultDtype = (): DType => defaultFloat;

/** Sets the dtype of tensors made from numbers: `"float32"` or `"float64"`. */
export function setDefaultDtype(dtype: DType): void {
  if (!isFloating(dtype)) {
    throw new RuntimeError("only floating-point types are supported as the default type", {
      op: "setDefaultDtype",
      parameter: "dtype",
    });
  }
  defaultFloat = dtype;
}

let mostBytes = Number.POSITIVE_INFINITY;

/** Refuses larger tensors from now on; returns the limit of before, in bytes. */
export function limitAllocation(bytes: number): number {
  const before = mostBytes;
  mostBytes = bytes;
  return before;
}

/** New zeroed storage for `length` elements; a size beyond memory is PyTorch's error. */
export function allocate(dtype: DType, length: number): TypedArray {
  const bytes = length * (dtype === "float32" ? 4 : dtype === "bool" ? 1 : 8);
  try {
    if (!Number.isSafeInteger(bytes) || bytes > mostBytes) throw new RangeError();
    if (bytes > smallestCut && bytes <= largestCut) return cut(dtype, length, bytes);
    if (dtype === "float32") return new Float32Array(length);
    return dtype === "bool" ? new Uint8Array(length) : new Float64Array(length);
  } catch {
    throw new RuntimeError(
      `[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: can't allocate memory: you tried to allocate ${bytes} bytes.`,
      { parameter: "size" },
    );
  }
}

// V8 has room for 64 bytes in an array itself. Giving one memory of its own takes it ten times as
// long as showing a part of another's, so arrays of middling size are cut from a common piece.
const smallestCut = 64;
const largestCut = 1024;
const slabSize = 16384;
let slab = new ArrayBuffer(0);
let free = 0;

function cut(dtype: DType, length: number, bytes: number): TypedArray {
  if (free < bytes) {
    slab = new ArrayBuffer(slabSize);
    free = slabSize;
  }
  const start = slabSize - free;
  free -= (bytes + 7) & ~7;
  if (dtype === "float32") return new Float32Array(slab, start, length);
  return dtype === "bool"
    ? new Uint8Array(slab, start, length)
    : new Float64Array(slab, start, length);
}

/** The smaller dtype that holds both: bool < int64 < float32 < float64. */
export const promoteTypes = (a: DType, b: DType): DType => (ranks[a] >= ranks[b] ? a : b);

const category = (dtype: DType) => (isFloating(dtype) ? 2 : ranks[dtype]);

/** What promotion needs to know of one operand. */
export interface Operand {
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** A plain number given for a tensor: it decides nothing but its category. */
  readonly wrapped: boolean;
}

/**
 * PyTorch's result type: tensors with dimensions decide; 0-d tensors, then plain numbers, count
 * only where they are of a higher category (bool < integer < floating).
 */
export function resultType(operands: readonly Operand[]): DType {
  let dimensioned: DType | null = null;
  let zeroDim: DType | null = null;
  let wrapped: DType | null = null;
  for (const operand of operands) {
    const { dtype } = operand;
    if (operand.wrapped) wrapped = wrapped === null ? dtype : promoteTypes(wrapped, dtype);
    else if (operand.shape.length === 0)
      zeroDim = zeroDim === null ? dtype : promoteTypes(zeroDim, dtype);
    else dimensioned = dimensioned === null ? dtype : promoteTypes(dimensioned, dtype);
  }
  return combine(combine(dimensioned, zeroDim), wrapped && weak(wrapped)) ?? defaultFloat;
}

/** A plain number is of the default floating dtype, or int64, or bool. */
const weak = (dtype: DType): DType => (isFloating(dtype) ? defaultFloat : dtype);

function combine(higher: DType | null, lower: DType | null): DType | null {
  if (higher === null || lower === null) return higher ?? lower;
  return category(lower) > category(higher) ? promoteTypes(higher, lower) : higher;
}
