// `torch` and the modules below it, made when first imported.

import { Float, Module, native, type nativeRaw, type Value } from "../objects";
import { linAlgErrorType } from "../run/catching";
import { autogradFunctions, functionalFunctions as derivativeFunctions } from "./autogradModule";
import { checkpoint } from "./checkpoint";
import { composedFunctions } from "./compositions";
import { saving } from "./copying";
import { creation } from "./creation";
import { functionType, onceDifferentiable } from "./customFunction";
import { dataModule } from "./dataModule";
import { distributions } from "./distributions";
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
import { funcFunctions } from "./func";
import { functions, inPlaceFunctions, tableFunctions } from "./functions";
import { legacyTypes } from "./legacyTypes";
import { detectAnomaly, modes, savedTensorsHooks, setDetectAnomaly } from "./modes";
import {
  moduleDictType,
  moduleListType,
  parameterDictType,
  parameterListType,
  sequentialType,
} from "./nn/containers";
import { functionalFunctions } from "./nn/functional";
import { functionalModules } from "./nn/functionalModules";
import { initFunctions, utilityFunctions } from "./nn/helpers";
import { layers } from "./nn/layers";
import { moduleType } from "./nn/moduleType";
import { numpyMembers } from "./numpy/functions";
import { optimizers } from "./optim/optimizerType";
import { schedulers } from "./optim/schedulers";
import { randomFunctions } from "./random";
import { parameterType, tensorType } from "./tensorType";
import { assertClose } from "./testing";

type Make = () => Readonly<Record<string, Value>>;

/** The members of each module; a submodule is a member of the one above it. */
const makers: Record<string, Make> = {
  torch: () => ({
    ...tableFunctions("torch"),
    ...composedFunctions,
    ...functions(),
    ...inPlaceFunctions(["relu", "sigmoid", "tanh", "exp", "sqrt", "abs", "neg", "clamp"]),
    ...creation,
    ...saving,
    ...randomFunctions,
    ...modes,
    ...dtypeNames,
    ...Object.fromEntries(
      Object.entries(narrowNames).map(([name, dtype]) => [name, dtypeObject(dtype)]),
    ),
    ...memoryFormats,
    Tensor: tensorType,
    ...legacyTypes,
    Size: sizeType,
    dtype: dtypeType,
    device: deviceType,
    strided,
    vmap: funcFunctions.vmap as Value,
    pi: new Float(Math.PI),
    e: new Float(Math.E),
    inf: new Float(Number.POSITIVE_INFINITY),
    nan: new Float(Number.NaN),
    __version__: "2.0.0",
  }),
  "torch.autograd": () => ({
    ...autogradFunctions,
    Function: functionType,
    Variable: native("Variable", "data, requires_grad=False", variable),
    detect_anomaly: detectAnomaly,
    set_detect_anomaly: setDetectAnomaly,
    no_grad: modes.no_grad as Value,
    enable_grad: modes.enable_grad as Value,
    set_grad_enabled: modes.set_grad_enabled as Value,
    inference_mode: modes.inference_mode as Value,
  }),
  "torch.autograd.functional": () => derivativeFunctions,
  "torch.autograd.function": () => ({
    Function: functionType,
    once_differentiable: onceDifferentiable,
  }),
  "torch.autograd.graph": () => ({ saved_tensors_hooks: savedTensorsHooks }),
  "torch.func": () => funcFunctions,
  "torch.linalg": () => ({ ...tableFunctions("linalg"), LinAlgError: linAlgErrorType }),
  "torch.special": () => tableFunctions("special"),
  "torch.nn": () => ({
    ...layers(),
    ...functionalModules(functionalFunctions()),
    Module: moduleType,
    Parameter: parameterType,
    Sequential: sequentialType,
    ModuleList: moduleListType,
    ModuleDict: moduleDictType,
    ParameterList: parameterListType,
    ParameterDict: parameterDictType,
  }),
  "torch.nn.functional": functionalFunctions,
  "torch.nn.init": initFunctions,
  "torch.nn.parameter": () => ({ Parameter: parameterType }),
  "torch.nn.utils": () => utilityFunctions,
  "torch.optim": optimizers,
  "torch.optim.lr_scheduler": schedulers,
  "torch.utils": () => ({}),
  "torch.utils.checkpoint": () => ({ checkpoint }),
  "torch.utils.data": dataModule,
  numpy: numpyMembers,
  "torch.distributions": () => distributions,
  "torch.testing": () => ({ assert_close: assertClose }),
  "torch.cuda": () => ({
    is_available: native("is_available", "", () => false),
    device_count: native("device_count", "", () => 0),
    manual_seed: native("manual_seed", "seed", () => null),
    manual_seed_all: native("manual_seed_all", "seed", () => null),
    empty_cache: native("empty_cache", "", () => null),
  }),
  "torch.backends": () => ({}),
  "torch.backends.mps": () => ({ is_available: native("is_available", "", () => false) }),
  "torch.backends.cudnn": () => ({}),
};

/** `Variable(x)` of old code is the tensor itself. */
function variable(data: Value | undefined, requiresGrad: Value | undefined): Value {
  const made = (creation.as_tensor as ReturnType<typeof nativeRaw>).call([data ?? null], null);
  if (requiresGrad === true && "tensor" in (made as object)) {
    (made as unknown as { tensor: { requiresGrad_(): void } }).tensor.requiresGrad_();
  }
  return made;
}

const made = new Map<string, Module>();

function moduleNamed(name: string): Module {
  let found = made.get(name);
  if (found === undefined) {
    const members: Record<string, Value> = { ...makers[name]?.() };
    for (const below of Object.keys(makers)) {
      const dot = below.lastIndexOf(".");
      if (below.slice(0, dot) === name) members[below.slice(dot + 1)] = moduleNamed(below);
    }
    found = new Module(name, members);
    made.set(name, found);
  }
  return found;
}

/** Every module by its dotted name. */
export const torchModules: Readonly<Record<string, () => Module>> = Object.fromEntries(
  Object.keys(makers).map((name) => [name, () => moduleNamed(name)]),
);
