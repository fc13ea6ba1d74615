// What the tests of landscapes share.

import type { Place } from "../../components";
import { type Tensor, tensor } from "../../src/index";

export function leaf(value: number, name: string): Tensor {
  const made = tensor(value, { requiresGrad: true, dtype: "float64" });
  made.name = name;
  return made;
}

/** Both from -2 to 2. */
export const axes = (x: Tensor, y: Tensor): [Place, Place] => [
  { leaf: x, min: -2, max: 2 },
  { leaf: y, min: -2, max: 2 },
];
