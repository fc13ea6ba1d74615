// What `backward()` leaves in `.grad` belongs to each leaf alone, although a pass hands its own arrays
// over instead of copying them.

import { expect, it } from "vitest";
import { noGrad, type Tensor, tensor } from "../../src/index";

const leaf = (values: number[]): Tensor => tensor(values, { requiresGrad: true });
const gradOf = (x: Tensor): Tensor => x.grad as Tensor;

it("two leaves with the same gradient have one each", () => {
  const [a, b] = [leaf([1, 2]), leaf([3, 4])];
  a.add(b).exp().sum().backward();
  const expected = [Math.exp(4), Math.exp(6)].map(Math.fround);
  noGrad(() => gradOf(a).zero_());
  expect(gradOf(a).tolist()).toEqual([0, 0]);
  (gradOf(b).tolist() as number[]).forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i] as number, 2);
  });
});

it("a leaf that was reshaped and one that was not have one each", () => {
  const [a, b] = [leaf([1, 2, 3, 4]), tensor([[1, 1]], { requiresGrad: true })];
  const y = a.reshape(2, 2).add(b.mul(2));
  y.retainGrad();
  y.mul(y).sum().backward();
  const before = gradOf(a).tolist();
  noGrad(() => gradOf(y).zero_());
  expect(gradOf(a).tolist()).toEqual(before);
  noGrad(() => gradOf(a).fill_(7));
  expect(gradOf(y).tolist()).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

it("a gradient that a hook has kept is not written by the next pass", () => {
  const x = leaf([1, 2]);
  const seen: Tensor[] = [];
  x.registerHook((gradient) => {
    seen.push(gradient);
  });
  const loss = (): Tensor => x.mul(x).sum();
  loss().backward();
  loss().backward();
  expect(gradOf(x).tolist()).toEqual([4, 8]);
  expect(seen.map((gradient) => gradient.tolist())).toEqual([
    [2, 4],
    [2, 4],
  ]);
});

it("a gradient that the caller gave stays the caller's", () => {
  const [x, scale] = [leaf([1, 2]), tensor([3, 5])];
  const given = scale.mul(2);
  x.add(1).backward(given);
  noGrad(() => gradOf(x).zero_());
  expect(given.tolist()).toEqual([6, 10]);
  noGrad(() => scale.zero_());
  expect(given.tolist()).toEqual([0, 0]);
  expect(gradOf(x).tolist()).toEqual([0, 0]);
});

it("a retained gradient and that of a leaf below it are apart", () => {
  const x = leaf([1, 2]);
  const y = x.add(1);
  y.retainGrad();
  y.mul(y).sum().backward();
  noGrad(() => gradOf(y).zero_());
  expect(gradOf(x).tolist()).toEqual([4, 6]);
});
