// Below a dynamic tensor sizes may change: every operation follows, as if it were called anew.

import { describe, expect, it } from "vitest";
import {
  autograd,
  cat,
  createTensor,
  manualSeed,
  nn,
  type Op,
  operations,
  Tensor,
  tensor,
} from "../../src/index";

/** What cannot follow: how many results there are, or what was drawn or read, is settled at the call. */
const settled = [
  "torch.chunk",
  "torch.meshgrid",
  "torch.maskedSelect",
  "nn.functional.gumbelSoftmax",
  "nn.functional.instanceNorm",
  "nn.functional.scaledDotProductAttention",
];

const grows = (value: unknown): value is Tensor => value instanceof Tensor && value.ndim > 0;

/** Arguments with some of their tensors replaced, those in lists too. */
const replaced = (args: readonly unknown[], f: (t: Tensor) => Tensor): unknown[] =>
  args.map((a) => (grows(a) ? f(a) : Array.isArray(a) ? replaced(a, f) : a));

function firstOf(op: Op, args: readonly unknown[]): string {
  manualSeed(0);
  const call = op.call as (...given: unknown[]) => Tensor | readonly Tensor[];
  const result = call(...args);
  return JSON.stringify((result instanceof Tensor ? result : (result[0] as Tensor)).tolist());
}

/** Whether a result made before the tensors grew is what a call afterwards gives. */
function follows(op: Op, args: readonly unknown[], which: (t: Tensor) => boolean, dim: number) {
  const flag = tensor(1);
  const grown = new Map<Tensor, Tensor>();
  const growing = (t: Tensor): Tensor => {
    if (!which(t)) return t;
    const larger = cat([t, t], dim).detach();
    grown.set(t, larger);
    return createTensor(() => (flag.item() ? t : larger));
  };
  const call = op.call as (...given: unknown[]) => Tensor | readonly Tensor[];
  manualSeed(0);
  const made = call(...replaced(args, growing));
  const result = made instanceof Tensor ? made : (made[0] as Tensor);
  result.tolist();
  let fresh: string;
  try {
    fresh = firstOf(
      op,
      replaced(args, (t) => grown.get(t) ?? t),
    );
  } catch {
    // These arguments fit in no other sizes.
    return true;
  }
  flag.set(0);
  try {
    return JSON.stringify(result.tolist()) === fresh;
  } catch {
    return false;
  }
}

describe("an operation below a dynamic tensor", () => {
  const all = [...operations.values()].filter(
    ({ namespace, name }) => !settled.includes(`${namespace}.${name}`),
  );
  it.each(all.map((op) => [`${op.namespace}.${op.name}`, op] as const))("%s", (_, op) => {
    for (const args of op.samples()) {
      const tensors: Tensor[] = [];
      replaced(args, (t) => {
        tensors.push(t);
        return t;
      });
      if (tensors.length === 0) continue;
      for (const dim of [0, -1]) {
        expect(follows(op, args, (t) => t === tensors[0], dim)).toBe(true);
        expect(follows(op, args, () => true, dim)).toBe(true);
      }
    }
  });
});

it("gives gradients of the sizes of the moment", () => {
  const flag = tensor(1);
  const [short, long] = [
    tensor([[1, 2]], { requiresGrad: true }),
    tensor(
      [
        [1, 2],
        [3, 4],
      ],
      { requiresGrad: true },
    ),
  ];
  const x = createTensor(() => (flag.item() ? short : long));
  const target = createTensor(() => (flag.item() ? tensor([[1, 0]]) : long.detach()));
  const loss = nn.functional.crossEntropy(x, target);
  expect(loss.item()).toBeCloseTo(1.3132617);
  flag.set(0);
  const [gradient] = autograd.grad(loss, [long]);
  const again = nn.functional.crossEntropy(long, long.detach());
  const [expected] = autograd.grad(again, [long]);
  expect(gradient?.tolist()).toEqual(expected?.tolist());
  expect(loss.item()).toBe(again.item());
});
