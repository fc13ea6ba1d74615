// Examples of components/graph.

import { createSignal, splitProps, untrack } from "solid-js";
import {
  createBackwardSteps,
  createGraphHighlight,
  GraphView,
  type GraphViewProps,
  ParameterSlider,
} from "../../components";
import {
  createBackward,
  createTensor,
  inspectGraph,
  manualSeed,
  matmul,
  nn,
  ones,
  randn,
  scope,
  type Tensor,
  tensor,
  zeros,
} from "../../src/index";
import type { Example } from "../example";

/** The network of PyTorch's tutorial. */
function tutorial(): Tensor {
  manualSeed(0);
  const x = ones(5);
  const y = zeros(3);
  const w = randn(5, 3, { requiresGrad: true });
  const b = randn(3, { requiresGrad: true });
  const z = matmul(x, w).add(b);
  const loss = nn.functional.binaryCrossEntropyWithLogits(z, y);
  for (const [name, each] of Object.entries({ x, y, w, b, z, loss })) each.name = name;
  createBackward(loss);
  return loss;
}

/** a·b + a: what `a` gets back is the sum of two ways. */
function diamond(): Tensor {
  const a = tensor(0.8, { requiresGrad: true });
  const b = tensor(-0.5, { requiresGrad: true });
  const c = a.mul(b);
  const d = c.add(a);
  const loss = d.tanh();
  for (const [name, each] of Object.entries({ a, b, c, d, loss })) each.name = name;
  createBackward(loss);
  return loss;
}

/** An MLP of two blocks: each module inside is a scope. */
function perceptron(): Tensor {
  manualSeed(0);
  const model = new nn.Sequential({
    hidden: new nn.Sequential(new nn.Linear(2, 4), new nn.Tanh()),
    head: new nn.Linear(4, 1),
  });
  const x = tensor([[0.5, -1]]);
  x.name = "x";
  const prediction = model.call(x);
  const loss = scope("squared error", () => prediction.sub(1).pow(2).mean());
  loss.name = "loss";
  createBackward(loss);
  return loss;
}

/** As many operations as are asked for, in rows of weights that meet. */
function large(cards: number): Tensor {
  manualSeed(0);
  const width = 6;
  let row = Array.from({ length: width }, () => randn([], { requiresGrad: true }));
  for (let drawn = width; drawn + 2 * width < cards; drawn += 2 * width) {
    row = row.map((each, i) => each.add(row[(i + 1) % width] as Tensor).tanh());
  }
  const loss = row.reduce((sum, each) => sum.add(each));
  loss.name = "loss";
  createBackward(loss);
  return loss;
}

/** The graph of a tensor that is made once. */
function Made(props: { make: () => Tensor } & Omit<GraphViewProps, "of">) {
  const [own, rest] = splitProps(props, ["make"]);
  const root = untrack(() => own.make());
  return <GraphView of={root} {...rest} />;
}

function Loop() {
  const n = tensor(3);
  const x = tensor(0.5, { requiresGrad: true });
  n.name = "n";
  x.name = "x";
  const y = createTensor(() => {
    let value = x.mul(1);
    for (let i = 0; i < Number(n.item()); i++) value = value.mul(x).add(1);
    return value;
  });
  createBackward(y);
  return (
    <>
      <ParameterSlider of={n} label="n" scale="integer" min={0} max={12} />
      <GraphView of={y} name="y" />
    </>
  );
}

function Midway() {
  const loss = tutorial();
  const steps = createBackwardSteps(() => loss);
  steps.goTo(2);
  return <GraphView of={loss} view="backward" steps={steps} />;
}

function Highlighted() {
  const loss = diamond();
  const [highlight, setHighlight] = createGraphHighlight();
  const weights: Readonly<Record<string, number>> = { loss: 1, d: 1, c: 0.75, a: 0.25 };
  const lit = inspectGraph(loss).filter((node) => node.label in weights);
  setHighlight({ nodes: new Map(lit.map((node) => [node.id, weights[node.label] ?? 0])) });
  return <GraphView of={loss} highlight={highlight()} />;
}

function Broken() {
  const [wrong, setWrong] = createSignal(false);
  const x = ones(2);
  const y = createTensor(() => {
    if (wrong()) throw new Error("The data has not arrived.");
    return x.exp();
  });
  setWrong(true);
  return (
    <>
      <label>
        <input type="checkbox" checked on:change={(event) => setWrong(event.target.checked)} />{" "}
        fails
      </label>
      <GraphView of={y} name="y" />
    </>
  );
}

export const graph: readonly Example[] = [
  {
    id: "graph-tutorial",
    title: "The network of the tutorial",
    text: "Point at a card: the way of its gradient lights up.",
    view: () => <Made make={tutorial} />,
  },
  {
    id: "graph-backward",
    title: "A backward pass, half way",
    text: "Gradients flow from the loss to the leaves; step on.",
    view: () => <Midway />,
  },
  {
    id: "graph-diamond",
    title: "One tensor used twice",
    text: "What a gets back is the sum of two ways.",
    view: () => <Made make={diamond} view="backward" />,
  },
  {
    id: "graph-highlight",
    title: "Lit up from outside",
    view: () => <Highlighted />,
  },
  {
    id: "graph-scopes-open",
    title: "Modules as frames",
    text: "Each module is a scope. Its title folds it.",
    view: () => <Made make={perceptron} collapse="none" />,
  },
  {
    id: "graph-scopes-folded",
    title: "Modules folded into cards",
    view: () => <Made make={perceptron} collapse="all" />,
  },
  {
    id: "graph-loop",
    title: "A loop, drawn anew as it changes",
    text: "Drag n: cards come and go, and the others stay who they are.",
    view: () => <Loop />,
  },
  {
    id: "graph-large-tensors",
    title: "Tensors of any size in small",
    text: "Where a tensor has too many elements, a square is the largest of a block.",
    view: () => {
      manualSeed(0);
      const x = randn(8, 64);
      const w = randn(64, 32, { requiresGrad: true });
      const v = randn(32, { requiresGrad: true });
      const loss = x.matmul(w).relu().matmul(v).pow(2).mean();
      for (const [name, each] of Object.entries({ x, w, v, loss })) each.name = name;
      createBackward(loss);
      return <GraphView of={loss} />;
    },
  },
  {
    id: "graph-strange",
    title: "NaN and infinity",
    view: () => {
      const x = tensor([-1, 0, 1], { requiresGrad: true });
      x.name = "x";
      const y = x.log().sum();
      createBackward(y);
      return <GraphView of={y} name="y" />;
    },
  },
  {
    id: "graph-leaf",
    title: "A single leaf",
    view: () => <GraphView of={tensor([1, 2, 3])} name="x" />,
  },
  {
    id: "graph-500",
    title: "Five hundred nodes",
    text: "The layout comes from a worker; only what is in sight is kept up to date.",
    view: () => <Made make={() => large(480)} />,
  },
  {
    id: "graph-error",
    title: "No graph, and why",
    view: () => <Broken />,
  },
];
