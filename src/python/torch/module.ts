// `torch` and the modules below it, made when first imported.

import { Module, type Value } from "../objects";
import { creation } from "./creation";
import {
  deviceType,
  dtypeNames,
  dtypeObject,
  dtypeType,
  memoryFormats,
  narrowNames,
  sizeType,
  strided,
} from "./dtypes";
import { functions, inPlaceFunctions, tableFunctions } from "./functions";
import { modes } from "./modes";
import { randomFunctions } from "./random";
import { tensorType } from "./tensorType";

function once(make: () => Module): () => Module {
  let made: Module | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

const narrow = (): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(narrowNames).map(([name, dtype]) => [name, dtypeObject(dtype)]),
  );

export const torch: () => Module = once(
  () =>
    new Module("torch", {
      ...tableFunctions("torch"),
      ...functions(),
      ...inPlaceFunctions(["relu", "sigmoid", "tanh", "exp", "sqrt", "abs", "neg", "clamp"]),
      ...creation,
      ...randomFunctions,
      ...modes,
      ...dtypeNames,
      ...narrow(),
      ...memoryFormats,
      Tensor: tensorType,
      Size: sizeType,
      dtype: dtypeType,
      device: deviceType,
      strided,
      __version__: "2.0.0",
    }),
);

export const torchSubmodules: Readonly<Record<string, () => Module>> = {};
