// Operations that are flat almost everywhere: their derivative is 0, whatever comes from behind.

import { expect, it } from "vitest";
import { div, type Tensor, tensor } from "../../src/index";

const flat: [string, (x: Tensor) => Tensor][] = [
  ["sign", (x) => x.sign()],
  ["floor", (x) => x.floor()],
  ["ceil", (x) => x.ceil()],
  ["trunc", (x) => x.trunc()],
  ["round", (x) => x.round()],
  ["pow 0", (x) => x.pow(0)],
  ["div rounded", (x) => div(x, 2, { roundingMode: "floor" })],
];

it.each(flat)("%s", (_, f) => {
  const x = tensor([1.3, -2.6], { requiresGrad: true });
  f(x).backward(tensor([Number.POSITIVE_INFINITY, Number.NaN]));
  expect(x.grad?.tolist()).toEqual([0, 0]);
});
