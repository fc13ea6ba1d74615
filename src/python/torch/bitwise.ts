// `& | ^ ~`: logic on booleans, bits on integers.

import { type Tensor, tensor } from "../../index";
import { raise } from "../objects";

type Name = "and" | "or" | "xor";

const onBits: Readonly<Record<Name, (a: bigint, b: bigint) => bigint>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

const onBooleans: Readonly<Record<Name, (a: Tensor, b: Tensor) => Tensor>> = {
  and: (a, b) => a.logicalAnd(b),
  or: (a, b) => a.logicalOr(b),
  xor: (a, b) => a.logicalXor(b),
};

const floating = (x: Tensor): boolean => x.dtype === "float32" || x.dtype === "float64";
const typeNames = { float32: "Float", float64: "Double" } as const;

function refuseFloating(name: string, x: Tensor): void {
  if (floating(x)) {
    throw raise.RuntimeError(
      `"${name}_cpu" not implemented for '${typeNames[x.dtype as keyof typeof typeNames]}'`,
    );
  }
}

/** `a & b` and its kin, with broadcasting. */
export function bitwise(name: Name, a: Tensor, b: Tensor): Tensor {
  for (const x of [a, b]) refuseFloating(`bitwise_${name}`, x);
  if (a.dtype === "bool" && b.dtype === "bool") return onBooleans[name](a, b);
  const shape = a.to("int64").add(b.to("int64")).shape;
  const [left, right] = [a, b].map((x) => x.to("int64").expand(shape).toTypedArray());
  const f = onBits[name];
  const data = Float64Array.from(left as Float64Array, (x, i) =>
    Number(f(BigInt(x), BigInt((right as Float64Array)[i] as number))),
  );
  return tensor(data, { dtype: "int64" }).reshape(shape);
}

/** `~x`. */
export function bitwiseNot(x: Tensor): Tensor {
  refuseFloating("bitwise_not", x);
  return x.dtype === "bool" ? x.logicalNot() : x.neg().sub(1);
}
