// A module's parameters and buffers in another dtype: `model.double()`, `model.to(torch.float64)`.

import type { DType } from "../../../index";
import { type Method, nativeRaw, type Value } from "../../objects";
import { dtypeOf } from "../arguments";
import { checkDevice, DTypeObject } from "../dtypes";
import { replaceData } from "../mutation";
import { type ModuleObject, tensorsIn } from "./moduleObject";

const isFloating = (dtype: DType): boolean => dtype === "float32" || dtype === "float64";

/** Gives every floating tensor of a module another floating dtype, in place. */
export function convertModule(module: ModuleObject, dtype: DType | null): Value {
  if (dtype === null) return module;
  for (const kind of ["parameters", "buffers"] as const) {
    for (const [, { tensor }] of tensorsIn(module, kind)) {
      if (!isFloating(tensor.dtype) || tensor.dtype === dtype) continue;
      replaceData(tensor, tensor.detach().to(dtype));
    }
  }
  return module;
}

const as = (dtype: DType | null): Method<ModuleObject> => [
  "*args, **kwargs",
  (self) => convertModule(self, dtype),
];

const to = nativeRaw("to", ([self, ...args], kwargs) => {
  let dtype: DType | null = dtypeOf(kwargs?.get("dtype"));
  checkDevice(kwargs?.get("device") ?? null);
  for (const value of args) {
    if (value instanceof DTypeObject) dtype = value.dtype;
    else if (typeof value !== "boolean") checkDevice(value);
  }
  return convertModule(self as ModuleObject, dtype);
});

export const conversionMethods: Readonly<Record<string, Method<ModuleObject>>> = {
  to,
  double: as("float64"),
  float: as("float32"),
  half: as("float32"),
  cpu: as(null),
  cuda: [
    "device=0",
    (_, device) => {
      checkDevice(device ?? 0);
      return null;
    },
  ],
  type: ["dst_type", (self, dtype) => convertModule(self, dtypeOf(dtype))],
  share_memory: as(null),
};
