// Gives tensors the names of the variables that hold them, for graphs, captions and labels.

import { Tensor } from "../../src/index";

/** Names every tensor of `model` after its key and returns `model`. */
export function named<T extends object>(model: T): T {
  for (const [name, value] of Object.entries(model)) {
    if (value instanceof Tensor) value.name = name;
  }
  return model;
}
