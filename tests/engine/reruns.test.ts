// Running an operation again: nothing is allocated for operands that broadcast.

import { expect, it } from "vitest";
import { lerp, nn, ones, type Tensor, tensor, where, zeros } from "../../src/index";

const F = nn.functional;
const n = 20_000;
const row = (value: number): Tensor => ones(n).mul(value);

const operations: [string, (x: Tensor) => Tensor][] = [
  ["where", (x) => where(ones(2, 1).gt(0), x, row(2))],
  ["clamp", (x) => x.clamp(zeros(2, 1), row(2))],
  ["lerp", (x) => lerp(x, row(2), tensor([[0.2], [0.7]]))],
  ["mseLoss", (x) => F.mseLoss(x, zeros(2, 1))],
  [
    "binaryCrossEntropyWithLogits",
    (x) =>
      F.binaryCrossEntropyWithLogits(x, zeros(2, n), { weight: row(2), posWeight: ones(2, 1) }),
  ],
  ["sum", (x) => x.sum(0)],
];

it.each(operations)("%s", (_, operation) => {
  const x = ones(2, n);
  const y = operation(x);
  const run = (value: number): void => {
    x.setAt([0, 0], value);
    y.toTypedArray(out);
  };
  const out = y.toTypedArray();
  run(2);
  const before = process.memoryUsage().arrayBuffers;
  for (let i = 3; i < 23; i++) run(i);
  // One table of one run alone would be 80 000 bytes.
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40_000);
});
