// Tensors with names, for tests of the backward pass.

import { nn, ones, type Tensor, tensor } from "../../src/index";

/** Gives tensors their names. */
export function named<T extends Readonly<Record<string, Tensor>>>(tensors: T): T {
  for (const [name, each] of Object.entries(tensors)) each.name = name;
  return tensors;
}

/** The network of PyTorch's tutorial in small, with its loss. */
export function network() {
  const { x, w, b, y } = named({
    x: ones(2, { requiresGrad: true }),
    w: tensor(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      { requiresGrad: true },
    ),
    b: tensor([0, 0, 0], { requiresGrad: true }),
    y: tensor([0, 1, 0]),
  });
  const { z } = named({ z: x.matmul(w).add(b) });
  const { loss } = named({ loss: nn.functional.binaryCrossEntropyWithLogits(z, y) });
  return { x, w, b, y, z, loss };
}

/** `a` is used twice: b = a², c = 3a, d = b + c. */
export function diamond() {
  const { a } = named({ a: tensor(2, { requiresGrad: true }) });
  const { b, c } = named({ b: a.pow(2), c: a.mul(3) });
  const { d } = named({ d: b.add(c) });
  return { a, b, c, d };
}
