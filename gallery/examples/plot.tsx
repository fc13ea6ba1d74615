// Examples of components/plot.

import {
  createLossRecord,
  LossCurve,
  ParameterSlider,
  Plot,
  TensorSliders,
} from "../../components";
import { autograd, manualSeed, nn, randn, type Tensor, tensor } from "../../src/index";
import type { Example } from "../example";

/** A named leaf. */
function leaf(name: string, values: number | number[] | number[][]): Tensor {
  const made = tensor(values, { requiresGrad: true });
  made.name = name;
  return made;
}

function Parabola() {
  const x = leaf("x", 1.5);
  const y = x.pow(2);
  y.name = "y";
  return <Plot of={y} leaf={x} />;
}

function Kink() {
  const x = leaf("x", -0.8);
  return <Plot of={(at) => nn.functional.relu(at)} leaf={x} valueLabel="relu" />;
}

/** Doubled until it is large: the example of PyTorch's tutorial, where the graph depends on the values. */
function doubled(a: Tensor): Tensor {
  let b = a.mul(2);
  while (Math.abs(Number(b.item())) < 8 && b.item() !== 0) b = b.mul(2);
  return b.item() > 0 ? b : b.mul(0.5);
}

function Staircase() {
  const a = leaf("a", 1.2);
  return <Plot of={doubled} leaf={a} valueLabel="c" />;
}

function Pole() {
  const x = leaf("x", 0.9);
  const y = x.reciprocal();
  y.name = "1/x";
  return <Plot of={y} leaf={x} />;
}

function LogLoss() {
  const z = leaf("z", -1);
  const loss = nn.functional.softplus(z.neg());
  loss.name = "loss";
  return <Plot of={loss} leaf={z} min={-6} max={6} yScale="log" />;
}

function Network() {
  manualSeed(3);
  const x = randn(24, 2);
  const target = x.select(1, 0).mul(x.select(1, 1)).sign().view(24, 1);
  const w = leaf("w", [
    [1.4, -0.8, 0.3],
    [-0.6, 1.2, 0.9],
  ]);
  const v = leaf("v", [[1.1], [-0.7], [0.5]]);
  const loss = x.matmul(w).tanh().matmul(v).sub(target).pow(2).mean();
  loss.name = "loss";
  return (
    <>
      <Plot of={loss} leaf={w} at={[0, 1]} />
      <TensorSliders of={w} name="w" />
      <TensorSliders of={v} name="v" />
    </>
  );
}

function Jagged() {
  const x = leaf("x", 0.4);
  const y = x.sin().div(x).add(x.mul(9).sin().mul(0.15));
  y.name = "y";
  return <Plot of={y} leaf={x} min={-8} max={8} />;
}

function LearningRate() {
  const rate = leaf("rate", 0.1);
  const w = tensor(2);
  // Three steps down a parabola.
  const step = (at: Tensor): Tensor => at.sub(at.mul(2).mul(rate));
  const loss = step(step(step(w))).pow(2);
  loss.name = "loss";
  return (
    <>
      <Plot of={loss} leaf={rate} xScale="log" yScale="log" min={0.001} max={2} />
      <ParameterSlider of={rate} label="rate" min={0.001} max={2} />
    </>
  );
}

/** Both axes logarithmic on both sides of zero: large and small, of either sign. */
function Cubic() {
  const x = leaf("x", 3);
  const y = x.pow(3).sub(x.mul(10));
  y.name = "y";
  return (
    <Plot
      of={y}
      leaf={x}
      xScale="symlog"
      xThreshold={0.1}
      yScale="symlog"
      yThreshold={1}
      min={-100}
      max={100}
    />
  );
}

/** How often the loop of the tutorial doubles, in its gradient; above a slider with the same scale. */
function GradientSteps() {
  const a = leaf("a", 0.8);
  const upTo1000 = (from: Tensor): Tensor => {
    let b = from.mul(2);
    while (Math.abs(Number(b.item())) < 1000 && b.item() !== 0) b = b.mul(2);
    return b;
  };
  const bent = { min: -1000, max: 1000 };
  return (
    <>
      <Plot
        of={(at) => autograd.grad(upTo1000(at), [at])[0] as Tensor}
        leaf={a}
        valueLabel="a.grad"
        xScale="symlog"
        xThreshold={0.01}
        {...bent}
        yScale="log"
        yBase={2}
        tangent={false}
      />
      <ParameterSlider of={a} label="a" scale="symlog" threshold={0.01} {...bent} />
    </>
  );
}

function Broken() {
  const x = leaf("x", [1, 2, 3]);
  return <Plot of={x.mul(2)} leaf={x} at={[0]} />;
}

function NotANumber() {
  const x = leaf("x", -1);
  const y = x.sqrt();
  y.name = "√x";
  return <Plot of={y} leaf={x} />;
}

/** Descents of a noisy bowl with several learning rates. */
function Runs() {
  manualSeed(1);
  const record = createLossRecord();
  for (const rate of [0.002, 0.006, 0.02]) {
    record.startRun();
    let w = 3;
    const noise = randn(400).toTypedArray();
    for (const push of noise) {
      record.push(w * w + 0.05);
      w -= rate * (2 * w + 1.5 * push);
    }
  }
  return <LossCurve of={record} />;
}

function LongRun() {
  manualSeed(2);
  const record = createLossRecord();
  const noise = randn(100_000).toTypedArray();
  noise.forEach((value, i) => {
    record.push((4 / (1 + i / 300) + 0.02) * Math.exp(value / 3));
  });
  return <LossCurve of={record} log />;
}

function Unstable() {
  const record = createLossRecord();
  let w = 1;
  for (let i = 0; i < 60; i++, w *= -1.9) record.push(i < 8 ? w * w : i < 12 ? Number.NaN : w * w);
  return <LossCurve of={record} log />;
}

function AfterEdits() {
  const x = leaf("x", 2);
  const loss = x.pow(2).add(1);
  loss.name = "loss";
  return (
    <>
      <Plot of={loss} leaf={x} />
      <LossCurve of={loss} />
    </>
  );
}

export const plot: readonly Example[] = [
  {
    id: "plot-parabola",
    title: "A parabola and its tangent",
    text: "Drag the point: the dashed line is what the gradient promised where you began. Drag the open dot to look ahead.",
    view: Parabola,
  },
  {
    id: "plot-kink",
    title: "A kink",
    text: "The slope of relu jumps from 0 to 1.",
    view: Kink,
  },
  {
    id: "plot-staircase",
    title: "Control flow: jumps are not joined",
    text: "A loop doubles until the value is large; each branch has its own slope.",
    view: Staircase,
  },
  { id: "plot-pole", title: "A pole", view: Pole },
  {
    id: "plot-log-loss",
    title: "A loss on a logarithmic axis",
    text: "The tangent is a straight line; on this axis it bends.",
    view: LogLoss,
  },
  {
    id: "plot-network",
    title: "A network's loss over one weight",
    text: "Move another weight: the curve is another one. Move w[0, 1]: only the point moves.",
    view: Network,
  },
  { id: "plot-waves", title: "Sampled where it bends", view: Jagged },
  {
    id: "plot-learning-rate",
    title: "Loss after three steps, by learning rate",
    view: LearningRate,
  },
  {
    id: "plot-symlog",
    title: "Logarithmic on both sides of zero",
    text: "Far out and near zero at once. The tangent is straight in values and bends with the axes.",
    view: Cubic,
  },
  {
    id: "plot-gradient-steps",
    title: "A gradient in steps of powers of two",
    text: "The function plotted is itself a gradient. It has no tangent worth showing, so none is shown.",
    view: GradientSteps,
  },
  { id: "plot-nan", title: "No value on one side", view: NotANumber },
  { id: "plot-error", title: "Not one number", view: Broken },
  {
    id: "plot-losses",
    title: "Loss curves of three runs",
    text: "The learning rate was larger each time. Point at the curve, or focus it and use the arrow keys.",
    view: Runs,
  },
  { id: "plot-losses-long", title: "100,000 steps", view: LongRun },
  { id: "plot-losses-unstable", title: "A run that diverges, with gaps", view: Unstable },
  {
    id: "plot-losses-empty",
    title: "Before the first step",
    view: () => <LossCurve of={createLossRecord()} />,
  },
  {
    id: "plot-losses-edits",
    title: "The loss after every edit",
    text: "Drag the point and let go.",
    view: AfterEdits,
  },
];
