// Examples of components/heatmap.

import { createSignal, For } from "solid-js";
import { Heatmap, ParameterSlider } from "../../components";
import { divergingMaps, sequentialMaps } from "../../components/colours";
import {
  arange,
  createBackward,
  createTensor,
  linspace,
  manualSeed,
  matmul,
  nn,
  rand,
  randn,
  softmax,
  type Tensor,
  tensor,
  zeros,
} from "../../src/index";
import type { Example } from "../example";

/** `made` under the name `name`, from the seed that all examples have. */
function seeded(name: string, make: () => Tensor): Tensor {
  manualSeed(0);
  const made = make();
  made.name = name;
  return made;
}

/** A leaf beside its gradient: what one does to the one shows in the other. */
function Editable() {
  const x = seeded("x", () => randn(1, 5));
  const w = seeded("w", () => randn(5, 3, { requiresGrad: true }));
  const loss = matmul(x, w).tanh().sub(0.5).pow(2).sum();
  createBackward(loss);
  return (
    <>
      <Heatmap of={w} editable loss={loss} />
      <Heatmap of={() => w.grad} name="w.grad" />
    </>
  );
}

/** A wave over a square, moved by one slider: every cell changes in every frame. */
function Wave(props: { size: number }) {
  const phase = seeded("phase", () => tensor(0));
  const { size } = props;
  const side = linspace(-6, 6, size);
  const squares = side.pow(2);
  const distance = squares.reshape(size, 1).add(squares.reshape(1, size)).sqrt();
  const wave = distance.mul(2).sub(phase).sin().div(distance.mul(0.35).add(1));
  return (
    <>
      <ParameterSlider of={phase} min={0} max={12} />
      <Heatmap of={wave} name="wave" />
    </>
  );
}

/** A gradient that is not there until it is asked for. */
function Awaited() {
  const w = seeded("w", () => randn(3, { requiresGrad: true }));
  return (
    <>
      <Heatmap of={() => w.grad} name="w.grad" />
      <button type="button" on:click={() => w.pow(2).sum().backward()}>
        backward()
      </button>
    </>
  );
}

/** A reading that throws while its slider is at one. */
function Throwing() {
  const a = seeded("a", () => tensor(0));
  const b = createTensor(() => {
    if (a.item() === 1) throw new Error("one is not allowed");
    return a.mul(2);
  });
  a.set(1);
  return (
    <>
      <ParameterSlider of={a} min={0} max={2} />
      <Heatmap of={b} name="b" />
    </>
  );
}

/** Changes sign and shape under the hand. */
function Changing() {
  const shapes: [string, () => Tensor][] = [
    ["3", () => arange(1, 4)],
    ["2, 3", () => randn(2, 3)],
    ["2, 2, 3", () => rand(2, 2, 3)],
    ["24, 24", () => randn(24, 24)],
  ];
  const [which, choose] = createSignal(0);
  const made = shapes.map(([, make]) => seeded("t", make));
  return (
    <>
      <p>
        <For each={shapes}>
          {([label], i) => (
            <button type="button" aria-pressed={which() === i()} on:click={() => choose(i())}>
              [{label}]
            </button>
          )}
        </For>
      </p>
      <Heatmap of={() => made[which()] as Tensor} name="t" />
    </>
  );
}

export const heatmap: readonly Example[] = [
  {
    id: "heatmap-matrix",
    title: "A matrix of both signs",
    text: "Point at a cell, tap it or walk with the arrow keys for its exact value.",
    view: () => <Heatmap of={seeded("w", () => randn(5, 3))} />,
  },
  {
    id: "heatmap-edit",
    title: "Numbers under the hand",
    text: "Drag a cell of w up or down, hold Alt and press an arrow, or press Enter and type.",
    view: () => <Editable />,
  },
  {
    id: "heatmap-one-sign",
    title: "One sign",
    text: "While no number is negative, half of the colours are enough.",
    view: () => <Heatmap of={seeded("p", () => softmax(randn(4, 6), 1))} />,
  },
  {
    id: "heatmap-rank-0-1",
    title: "A scalar, a vector, a column",
    view: () => (
      <>
        <Heatmap of={seeded("s", () => tensor(-0.75))} legend={false} />
        <Heatmap of={seeded("v", () => arange(-3, 4))} legend={false} />
        <Heatmap of={seeded("u", () => randn(4))} upright />
      </>
    ),
  },
  {
    id: "heatmap-rank-3",
    title: "Rank 3: matrices side by side, on one scale",
    text: "The Page keys go to the same cell of the next matrix.",
    view: () => <Heatmap of={seeded("a", () => randn(4, 3, 4))} />,
  },
  {
    id: "heatmap-rank-4",
    title: "Rank 4: the kernels of a convolution",
    view: () => <Heatmap of={seeded("conv.weight", () => new nn.Conv2d(3, 6, 5).weight)} />,
  },
  {
    id: "heatmap-many",
    title: "More matrices than fit",
    text: "64 at a time; the keyboard's cursor turns the page as well.",
    view: () => <Heatmap of={seeded("h", () => randn(200, 6, 6))} map="PRGn" />,
  },
  {
    id: "heatmap-strange",
    title: "What is no number",
    text: "NaN and infinities are hatched, each in its own way: the legend names them.",
    view: () => {
      const values = seeded("t", () => randn(4, 6));
      values.setAt([0, 1], Number.NaN);
      values.setAt([2, 3], Number.POSITIVE_INFINITY);
      values.setAt([3, 5], Number.NEGATIVE_INFINITY);
      const large = seeded("large", () => randn(40, 60));
      for (let i = 10; i < 30; i++) large.setAt([i, 2 * i], Number.NaN);
      for (let i = 10; i < 30; i++) large.setAt([i, 2 * i - 3], Number.POSITIVE_INFINITY);
      for (let i = 10; i < 30; i++) large.setAt([i, 2 * i - 6], Number.NEGATIVE_INFINITY);
      return (
        <>
          <Heatmap of={values} />
          <Heatmap of={large} />
        </>
      );
    },
  },
  {
    id: "heatmap-64",
    title: "64 × 64, at every frame",
    view: () => <Wave size={64} />,
  },
  {
    id: "heatmap-1024",
    title: "1,024 × 1,024",
    text: "One keyboard cursor; a screen reader hears a summary and one cell.",
    view: () => <Wave size={1024} />,
  },
  {
    id: "heatmap-maps",
    title: "Colour maps",
    view: () => (
      <>
        <For each={divergingMaps}>
          {(map) => <Heatmap of={linspace(-1, 1, 21)} name={map} map={map} />}
        </For>
        <For each={sequentialMaps}>
          {(map) => <Heatmap of={linspace(0, 1, 21)} name={map} map={map} />}
        </For>
      </>
    ),
  },
  {
    id: "heatmap-domain",
    title: "A fixed domain",
    text: "The pointed ends of the scale say that there are numbers beyond it.",
    view: () => <Heatmap of={seeded("w", () => randn(4, 8))} domain={[-1, 0.5]} />,
  },
  {
    id: "heatmap-empty",
    title: "No gradient yet, and no elements",
    view: () => (
      <>
        <Awaited />
        <Heatmap of={seeded("none", () => zeros(0, 3))} />
      </>
    ),
  },
  {
    id: "heatmap-trouble",
    title: "Trouble, in words",
    text: "Move the slider off one: the heatmap recovers by itself.",
    view: () => (
      <>
        <Throwing />
        <Heatmap of={seeded("five", () => zeros(1, 1, 1, 1, 1))} />
      </>
    ),
  },
  {
    id: "heatmap-changing",
    title: "Another tensor in its place",
    view: () => <Changing />,
  },
];
