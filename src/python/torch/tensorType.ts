// torch.Tensor and nn.Parameter: every operation of the table that is a method, its in-place form
// where PyTorch has one, and what is declared beside them.

import { nn, type Op } from "../../index";
import { type Method, nativeType, type Tuple, type Type } from "../objects";
import { aliasesOf } from "./aliases";
import { tensorOf } from "./arguments";
import { inPlaceOperation, operation } from "./binding";
import { composedMethods } from "./compositions";
import { tensorCopying } from "./copying";
import { legacyTensor } from "./legacyTypes";
import { snakeCase } from "./names";
import { newMethods } from "./newMethods";
import { specialMethods } from "./operators";
import { randomMethods } from "./random";
import { allOperations } from "./table";
import { tensorAttributes } from "./tensorAttributes";
import { ownMethods } from "./tensorMethods";
import { fromTensor, TensorObject } from "./tensorObject";
import { valueMethods } from "./values";

type Methods = Record<string, Method<TensorObject>>;

/** Which operations have an in-place form. */
const inPlaceNames = new Set(
  `abs acos acosh add addcdiv addcmul addmm addmv asin asinh atan atan2 atanh baddbmm ceil clamp cos cosh
  cumprod cumsum deg2rad digamma div eq erf erfc erfinv exp exp2 expm1 floor floor_divide fmod frac ge gt
  hypot index_add index_fill le lerp lgamma log log10 log1p log2 logical_and logical_not logical_or
  logical_xor logit lt masked_fill mul nan_to_num ne neg pow rad2deg reciprocal relu remainder
  round rsqrt scatter scatter_add sigmoid sign sin sinc sinh sqrt square sub tan tanh tril triu trunc
  xlogy`.split(/\s+/),
);

/** PyTorch has these as functions only. */
const functionsOnly = new Set(["rsub", "std_mean", "var_mean"]);

function tableMethods(): Methods {
  const methods: Methods = {};
  const add = (op: Op, name: string) => {
    methods[name] = operation(op, name, true);
  };
  for (const op of allOperations) {
    const name = snakeCase(op.name);
    if (op.namespace !== "torch" || !op.method || functionsOnly.has(name)) continue;
    for (const each of [name, ...aliasesOf(name)]) add(op, each);
    if (!inPlaceNames.has(name)) continue;
    for (const each of [name, ...aliasesOf(name)]) methods[`${each}_`] = inPlaceOperation(op);
  }
  return methods;
}

export const tensorType: Type = nativeType<TensorObject>({
  name: "Tensor",
  module: "torch",
  is: (value): value is TensorObject => value instanceof TensorObject,
  attributes: tensorAttributes,
  methods: {
    ...tableMethods(),
    ...newMethods,
    ...composedMethods,
    ...valueMethods,
    ...randomMethods,
    ...ownMethods,
    ...specialMethods,
    ...tensorCopying,
  },
  construct: ["*data", (_, data) => fromTensor(legacyTensor((data as Tuple).items, "float32"))],
});

export const parameterType: Type = nativeType<TensorObject>({
  name: "Parameter",
  module: "torch.nn.parameter",
  bases: [tensorType],
  is: (value): value is TensorObject =>
    value instanceof TensorObject && value.tensor instanceof nn.Parameter,
  construct: [
    "data, requires_grad=True",
    (_, data, requiresGrad) =>
      fromTensor(new nn.Parameter(tensorOf(data, "Parameter", "data"), requiresGrad === true)),
  ],
});
