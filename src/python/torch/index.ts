// PyTorch for the interpreter: its modules, and the modes that a snippet runs in.

import { enterMode, limitAllocation, printOptions } from "../../bridge";
import { getDefaultDtype, setDefaultDtype, setPrintoptions, Tensor } from "../../index";
import { addReader, machine } from "../objects";
import { fromTensor } from "./tensorObject";

export { torchModules } from "./module";
export { saveTorchRandom } from "./random";
export { fromTensor, TensorObject } from "./tensorObject";

addReader((value) => (value instanceof Tensor ? fromTensor(value) : undefined));

/** Runs PyTorch code: values are eager, and modes, default dtype and print options are its own. */
export function aroundTorch<T>(run: () => T): T {
  const leave = enterMode({
    grad: true,
    eager: true,
    anomaly: false,
    inference: false,
    savedTensors: null,
  });
  const dtype = getDefaultDtype();
  const printing = { ...printOptions };
  const most = limitAllocation(machine.limits.memory);
  setDefaultDtype("float32");
  setPrintoptions({ profile: "default" });
  try {
    return run();
  } finally {
    limitAllocation(most);
    setPrintoptions(printing);
    setDefaultDtype(dtype);
    leave();
  }
}
