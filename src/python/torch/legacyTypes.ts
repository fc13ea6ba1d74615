// torch.FloatTensor and its kin: old names of tensors of one dtype, as constructors and as dtypes.

import type { DType, Tensor } from "../../index";
import { empty } from "../../index";
import { nativeType, type Tuple, type Type, type Value } from "../objects";
import { sizesOf } from "./arguments";
import { arrayOf } from "./data";
import { fromTensor, TensorObject } from "./tensorObject";

const dtypes: Readonly<Record<string, DType>> = {
  FloatTensor: "float32",
  DoubleTensor: "float64",
  LongTensor: "int64",
  IntTensor: "int64",
  BoolTensor: "bool",
  ByteTensor: "int64",
};

/** `torch.Tensor([1, 2])` holds the numbers, `torch.Tensor(2, 3)` has the sizes. */
export function legacyTensor(given: readonly Value[], dtype: DType): Tensor {
  const [first] = given;
  if (given.length === 1 && typeof first !== "number")
    return arrayOf("Tensor", first as Value, dtype);
  return empty(given.length === 0 ? [0] : sizesOf("Tensor", given), { dtype });
}

/** The classes by name. */
export const legacyTypes: Readonly<Record<string, Type>> = Object.fromEntries(
  Object.entries(dtypes).map(([name, dtype]) => [
    name,
    nativeType<TensorObject>({
      name,
      module: "torch",
      is: (value): value is TensorObject => value instanceof TensorObject,
      construct: ["*data", (_, data) => fromTensor(legacyTensor((data as Tuple).items, dtype))],
    }),
  ]),
);

/** The dtype that such a class, or its name, stands for. */
export function legacyDType(value: Value): DType | undefined {
  if (typeof value === "string") {
    const given = value.replace(/^torch\./, "");
    return Object.hasOwn(dtypes, given) ? dtypes[given] : undefined;
  }
  const name = Object.keys(legacyTypes).find((each) => legacyTypes[each] === value);
  return name === undefined ? undefined : dtypes[name];
}
