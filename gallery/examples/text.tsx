// Examples of components/text.

import { ParameterSlider, TensorText, ValueTable } from "../../components";
import {
  arange,
  createBackward,
  manualSeed,
  randn,
  type Tensor,
  tensor,
  zeros,
} from "../../src/index";
import type { Example } from "../example";

function seeded<T>(make: () => T): T {
  manualSeed(0);
  return make();
}
const named = (made: Tensor, name: string): Tensor => {
  made.name = name;
  return made;
};

function Live() {
  const w = named(
    seeded(() => randn(2, 3, { requiresGrad: true })),
    "w",
  );
  createBackward(w.pow(2).sum());
  return (
    <>
      <ParameterSlider of={w} at={[0, 0]} label="w[0, 0]" />
      <TensorText of={w} name="w" />
      <TensorText of={() => w.grad} name="w.grad" />
      <ValueTable of={() => w.grad} name="w.grad" />
    </>
  );
}

export const text: readonly Example[] = [
  {
    id: "text-live",
    title: "As PyTorch prints it, and as a table",
    text: "Move the slider: all numbers follow, and nothing jumps.",
    view: () => <Live />,
  },
  {
    id: "text-long",
    title: "A long print scrolls, or wraps",
    view: () => {
      const x = seeded(() => randn(3, 24));
      return (
        <>
          <TensorText of={x} name="x" />
          <TensorText of={x} name="x, wrapped" wrap />
        </>
      );
    },
  },
  {
    id: "text-table-scalar",
    title: "A table of rank 0 and 1",
    view: () => (
      <>
        <ValueTable of={tensor(2.5)} name="loss" />
        <ValueTable
          of={seeded(() => randn(4))}
          name="logits"
          columnLabels={["cat", "dog", "fish", "bird"]}
        />
      </>
    ),
  },
  {
    id: "text-table-matrix",
    title: "A table of rank 2 with words for headers",
    view: () => (
      <ValueTable
        of={seeded(() => randn(3, 4))}
        name="scores"
        rowLabels={["first", "second", "third"]}
        columnLabels={["cat", "dog", "fish", "bird"]}
      />
    ),
  },
  {
    id: "text-table-rank-3",
    title: "A table of rank 3",
    view: () => <ValueTable of={arange(24).reshape(2, 3, 4)} name="x" />,
  },
  {
    id: "text-table-rank-4",
    title: "A table of rank 4",
    view: () => <ValueTable of={seeded(() => randn(2, 2, 2, 3))} name="kernel" />,
  },
  {
    id: "text-table-large",
    title: "100 by 200: the ends, as PyTorch prints them",
    view: () => <ValueTable of={seeded(() => randn(100, 200))} name="weights" />,
  },
  {
    id: "text-table-strange",
    title: "Numbers that are none, and none at all",
    view: () => (
      <>
        <ValueTable
          of={tensor([
            [1, Number.NaN, -3],
            [Number.POSITIVE_INFINITY, 0.5, Number.NEGATIVE_INFINITY],
          ])}
          name="strange"
        />
        <ValueTable of={zeros(0, 3)} name="empty" />
        <ValueTable of={() => null} name="w.grad" />
      </>
    ),
  },
];
