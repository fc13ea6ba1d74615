// Examples of components/backward.

import {
  BackwardControls,
  createBackwardSteps,
  createGraphHighlight,
  GradientOrigins,
  GraphView,
  Heatmap,
  ParameterSlider,
} from "../../components";
import {
  createBackward,
  manualSeed,
  nn,
  ones,
  randn,
  type Tensor,
  tensor,
  zeros,
} from "../../src/index";
import type { Example } from "../example";

/** Gives tensors their names. */
function named<T extends Readonly<Record<string, Tensor>>>(tensors: T): T {
  for (const [name, each] of Object.entries(tensors)) each.name = name;
  return tensors;
}

/** The network of PyTorch's tutorial: z = x · w + b, and its loss. */
function network() {
  manualSeed(0);
  const x = ones(5, { requiresGrad: true });
  const w = randn(5, 3, { requiresGrad: true });
  const b = randn(3, { requiresGrad: true });
  const y = zeros(3);
  const z = x.matmul(w).add(b);
  const loss = nn.functional.binaryCrossEntropyWithLogits(z, y);
  return named({ x, w, b, y, z, loss });
}

/** The controls, standing at a step. */
function At(props: { of: Tensor; step: number }) {
  const steps = createBackwardSteps(() => props.of);
  steps.goTo(props.step);
  return <BackwardControls steps={steps} />;
}

export const backward: readonly Example[] = [
  {
    id: "backward-tutorial",
    title: "A network, half-way back",
    text: "Step on and back. Each step shows the rule, the same with its numbers, and what comes of it.",
    view: () => <At of={network().loss} step={1} />,
  },
  {
    id: "backward-products",
    title: "A matrix product, on both sides",
    view: () => <At of={network().loss} step={3} />,
  },
  {
    id: "backward-start",
    title: "Before the first step",
    view: () => <At of={network().loss} step={-1} />,
  },
  {
    id: "backward-diamond",
    title: "Two contributions add up",
    text: "a is used twice, so its gradient is a sum. Drag a: the numbers follow.",
    view: () => {
      const { a } = named({ a: tensor(0.8, { requiresGrad: true }) });
      const { b, c } = named({ b: a.mul(a), c: a.exp() });
      const { d } = named({ d: b.mul(c) });
      return (
        <>
          <ParameterSlider of={a} min={-2} max={2} />
          <At of={d} step={3} />
        </>
      );
    },
  },
  {
    id: "backward-broadcast",
    title: "A bias for every row",
    text: "What broadcasting repeated is summed on the way back.",
    view: () => {
      manualSeed(1);
      const { x, w, b } = named({
        x: randn(4, 3),
        w: randn(3, 2, { requiresGrad: true }),
        b: zeros(2, { requiresGrad: true }),
      });
      const { h } = named({ h: x.mm(w).add(b) });
      const { p } = named({ p: h.tanh() });
      return <At of={p.mean()} step={3} />;
    },
  },
  {
    id: "backward-large",
    title: "Tensors too large to print",
    view: () => {
      manualSeed(2);
      const { x, w } = named({ x: randn(64, 32), w: randn(32, 16, { requiresGrad: true }) });
      const { h } = named({ h: x.mm(w) });
      return <At of={h.relu().square().mean()} step={4} />;
    },
  },
  {
    id: "backward-not-scalar",
    title: "No scalar, no pass",
    view: () => {
      const { v } = named({ v: tensor([1, 2, 3], { requiresGrad: true }) });
      const { u } = named({ u: v.mul(2) });
      return <At of={u} step={-1} />;
    },
  },
  {
    id: "backward-origins",
    title: "Three paths lead to x[0]",
    text: "Point at a row: its path lights up in the graph.",
    view: () => {
      const { x, loss } = network();
      createBackward(loss);
      const [highlight, setHighlight] = createGraphHighlight();
      return (
        <>
          <GradientOrigins loss={loss} leaf={x} cell={[0]} onHighlight={setHighlight} />
          <GraphView of={loss} highlight={highlight()} />
        </>
      );
    },
  },
  {
    id: "backward-origins-dead",
    title: "A unit that is off carries nothing",
    text: "Raise x above zero: the path through the relu opens.",
    view: () => {
      const { x } = named({ x: tensor(-0.5, { requiresGrad: true }) });
      const { h } = named({ h: x.relu() });
      const { loss } = named({ loss: h.mul(3).add(x.mul(0.5)) });
      return (
        <>
          <ParameterSlider of={x} min={-1} max={1} />
          <GradientOrigins loss={loss} leaf={x} cell={[]} />
        </>
      );
    },
  },
  {
    id: "backward-origins-many",
    title: "More paths than can be listed",
    text: "A layer of tanh units: the six largest paths, and the rest in one sum.",
    view: () => {
      manualSeed(3);
      const { x, v, u } = named({
        x: randn(4, 2),
        v: randn(2, 16, { requiresGrad: true }),
        u: randn(16, 2, { requiresGrad: true }),
      });
      const { h } = named({ h: x.mm(v).tanh() });
      const { p } = named({ p: h.mm(u).sigmoid() });
      const { loss } = named({ loss: p.mean() });
      return <GradientOrigins loss={loss} leaf={v} cell={[0, 3]} />;
    },
  },
  {
    id: "backward-linked",
    title: "Cells that belong together",
    text: "Point at any cell: what it came from and what it goes to lights up, in values and in gradients. The table says where that gradient comes from.",
    view: () => {
      const { x, w, z, loss } = network();
      createBackward(loss);
      return (
        <>
          <Heatmap of={x} legend={false} />
          <Heatmap of={w} legend={false} />
          <Heatmap of={() => w.grad} name="w.grad" legend={false} />
          <Heatmap of={z} legend={false} />
          <GradientOrigins loss={loss} />
        </>
      );
    },
  },
];
