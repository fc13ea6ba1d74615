// As rule-options: products, what moves elements, convolutions, pools and normalisations.

import * as torch from "../../src/index";
import { nn, tensor } from "../../src/index";
import { type Case, cases, ints, r } from "./rule-cases";

const F = nn.functional;

export const moves: readonly Case[] = [
  ...cases(
    "products",
    ...[
      [[3], [3]],
      [[2, 3], [3]],
      [[3], [3, 4]],
      [
        [2, 3],
        [3, 4],
      ],
      [
        [5, 2, 3],
        [3, 4],
      ],
      [[5, 2, 3], [3]],
      [[3], [5, 3, 4]],
      [
        [2, 3],
        [5, 3, 4],
      ],
      [
        [5, 2, 3],
        [5, 3, 4],
      ],
      [
        [6, 1, 2, 3],
        [5, 3, 4],
      ],
      [
        [1, 3],
        [3, 1],
      ],
    ].map(
      ([a, b]) =>
        () =>
          torch.matmul(r(...(a as number[])), r(...(b as number[]))),
    ),
    () => F.linear(r(2, 3), r(4, 3)),
    () => F.linear(r(2, 3), r(4, 3), r(4)),
    () => F.linear(r(3), r(4, 3), r(4)),
    () => F.linear(r(5, 2, 3), r(4, 3), r(4)),
    () => F.linear(r(3), r(3)),
    () => torch.mm(r(2, 3), r(3, 4)),
    () => torch.mv(r(2, 3), r(3)),
    () => torch.bmm(r(5, 2, 3), r(5, 3, 4)),
    () => torch.dot(r(3), r(3)),
    () => torch.outer(r(3), r(2)),
    () => torch.einsum("ij,kj->ik", r(2, 3), r(4, 3)),
    () => torch.einsum("bij,bjk->bik", r(2, 3, 4), r(2, 4, 5)),
    () => torch.addmm(r(4), r(2, 3), r(3, 4), { beta: 2, alpha: -1 }),
    () => torch.addmm(r(2, 1), r(2, 3), r(3, 4)),
    () => torch.addmv(r(2), r(2, 3), r(3), { beta: 2, alpha: -1 }),
    () => torch.baddbmm(r(1, 2, 4), r(5, 2, 3), r(5, 3, 4), { beta: 2, alpha: 0.5 }),
    () => torch.linalg.multiDot([r(2, 3), r(3, 4), r(4, 2)]),
  ),
  ...cases(
    "elements that are moved",
    () => r(2, 3).t(),
    () => r(3).t(),
    () => torch.transpose(r(2, 3, 4), 0, 1),
    () => torch.transpose(r(2, 3, 4), 0, 2),
    () => torch.transpose(r(2, 3, 4), 1, 2),
    () => torch.transpose(r(2, 3), 0, 1),
    () => torch.transpose(r(2, 3), 1, 1),
    () => torch.tril(r(3, 3)),
    () => torch.tril(r(3, 3), 1),
    () => torch.tril(r(3, 3), -1),
    () => torch.triu(r(3, 4), 1),
    () => torch.triu(r(3, 4), -1),
    () => torch.diag(r(3)),
    () => torch.diag(r(3), 1),
    () => torch.diag(r(3, 3), -1),
    () => torch.diagEmbed(r(2, 3)),
    () => torch.diagonal(r(2, 3, 4), { offset: 1, dim1: 1, dim2: 2 }),
    () => r(1, 3).expand(4, 3),
    () => r(3).expand(2, 4, 3),
    () => r(2, 3).repeat(2, 2),
    () => torch.repeatInterleave(r(3), 2),
    () => torch.indexSelect(r(3, 2), 0, ints([0, 0, 2])),
    () =>
      torch.gather(
        r(2, 3),
        1,
        ints([
          [0, 0],
          [1, 2],
        ]),
      ),
    () => torch.take(r(2, 3), ints([0, 0, 5])),
    () => r(3, 2).at(ints([1, 1, 0])),
    () => r(3, 2).at([0, 2], 1),
    () => r(3, 2).at(1),
    () => r(6).at(torch.slice(1, 5, 2)),
    () => torch.maskedSelect(r(3), tensor([true, false, true])),
    () => torch.cat([r(2, 3), r(1, 3)]),
    () => torch.cat([r(2, 3), r(2, 1)], { dim: 1 }),
    () => torch.stack([r(3), r(3)], { dim: 1 }),
    () => torch.roll(r(2, 3), 1, 1),
    () => torch.flip(r(2, 3), [0, 1]),
    () => torch.rot90(r(2, 3)),
    () => torch.sort(r(2, 3)).values,
    () => torch.topk(r(2, 3), 2).values,
    () => torch.cummax(r(2, 3), 1).values,
    () => torch.unbind(r(2, 3)),
    () => torch.chunk(r(4, 3), 2),
    () => torch.split(r(5), [2, 3]),
    () => torch.scatter(r(2, 3), 1, ints([[0], [2]]), r(2, 1)),
    () =>
      torch.scatterAdd(
        r(2, 3),
        1,
        ints([
          [0, 0],
          [2, 1],
        ]),
        r(2, 2),
      ),
    () => torch.indexAdd(r(3, 2), 0, ints([0, 0]), r(2, 2)),
    () => torch.indexAdd(r(3, 2), 0, ints([0, 2]), r(2, 2), { alpha: 2 }),
    () => torch.tile(r(2), 3),
    () => r(2, 3).reshape(6),
    () => r(2, 1, 3).squeeze(1),
    () => r(3).unsqueeze(0),
    () => F.pad(r(2, 3), [1, 1]),
    () => F.unfold(r(1, 1, 3, 3), 2),
    () => {
      const x = r(2, 3).mul(1);
      x.setAt([0], r(3));
      return x;
    },
    () => {
      const x = r(2, 3).mul(1);
      x.setAt([torch.slice(0, 2)], r(3));
      return x;
    },
    () => {
      const x = r(2, 3).mul(1);
      x.setAt([ints([0, 1])], r(3));
      return x;
    },
    () => {
      const x = r(2, 3).mul(1);
      x.setAt([tensor([true, false])], tensor(2, { dtype: "float64", requiresGrad: true }));
      return x;
    },
    () => F.embedding(ints([0, 1, 1]), r(3, 2)),
    () => F.embedding(ints([0, 1, 1]), r(3, 2), { paddingIdx: 1 }),
    () => F.embedding(ints([0, 1, 1]), r(3, 2), { scaleGradByFreq: true }),
    () => F.embedding(ints([0, 1, 1, 2, 2]), r(3, 2), { scaleGradByFreq: true, paddingIdx: 2 }),
  ),
  ...cases(
    "convolutions, pools and normalisations",
    () => F.conv1d(r(2, 3, 6), r(4, 3, 3), r(4), { stride: 2, padding: 1 }),
    () => F.conv2d(r(2, 3, 6, 5), r(4, 3, 3, 2), r(4)),
    () => F.conv2d(r(3, 6, 5), r(4, 3, 3, 2), r(4), { dilation: 2 }),
    () => F.conv2d(r(1, 4, 6, 5), r(4, 1, 3, 2), null, { groups: 4 }),
    () => F.convTranspose2d(r(1, 2, 4, 4), r(2, 3, 3, 3), r(3), { stride: 2 }),
    () => F.convTranspose2d(r(1, 3, 3, 3), r(3, 3, 3, 3), r(3)),
    () => F.avgPool2d(r(1, 1, 4, 4), 2),
    () => F.avgPool2d(r(1, 1, 5, 5), 3, { stride: 1 }),
    () => F.avgPool2d(r(1, 1, 5, 5), 3, { stride: 1, padding: 1 }),
    () => F.avgPool2d(r(1, 1, 5, 5), 3, { stride: 1, padding: 1, countIncludePad: false }),
    () => F.avgPool2d(r(1, 1, 5, 5), 2, { ceilMode: true }),
    () => F.avgPool2d(r(1, 1, 5, 5), 2, { divisorOverride: 3 }),
    () => F.avgPool1d(r(1, 2, 6), 3),
    () => F.adaptiveAvgPool2d(r(1, 5, 5), 2),
    () => F.adaptiveAvgPool2d(r(1, 4, 4), 2),
    () => F.maxPool2d(r(1, 1, 5, 5), 3, { stride: 1 }),
    () => F.maxPool1d(r(1, 2, 6), 2),
    () => F.layerNorm(r(2, 3, 4), [4], r(4), r(4)),
    () => F.layerNorm(r(2, 3, 4), [3, 4], r(3, 4), r(3, 4)),
    () =>
      F.batchNorm(
        r(4, 3),
        torch.zeros(3, { dtype: "float64" }),
        torch.ones(3, { dtype: "float64" }),
        { weight: r(3), bias: r(3), training: true },
      ),
    () =>
      F.batchNorm(
        r(4, 3, 2),
        torch.zeros(3, { dtype: "float64" }),
        torch.ones(3, { dtype: "float64" }),
        { weight: r(3), bias: r(3), training: false },
      ),
    () => F.groupNorm(r(2, 4, 3), 2, { weight: r(4), bias: r(4) }),
    () => F.instanceNorm(r(2, 4, 3), { weight: r(4), bias: r(4) }),
  ),
];
