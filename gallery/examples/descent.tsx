// Examples of components/descent.

import {
  createLossRecord,
  createTrail,
  DescentPlayer,
  LossCurve,
  LossLandscape,
} from "../../components";
import { manualSeed, nn, optim, randn, type Tensor, tensor } from "../../src/index";
import type { Example } from "../example";

const leaf = (value: number, name: string): Tensor => {
  const made = tensor(value, { requiresGrad: true, dtype: "float64" });
  made.name = name;
  return made;
};

function Plain() {
  const w = leaf(-2, "w");
  return <DescentPlayer loss={w.sub(1).pow(2)} leaves={[w]} />;
}

function OnTheMap() {
  const [x, y] = [leaf(-2.4, "x"), leaf(1.8, "y")];
  const loss = x.pow(2).mul(0.25).add(y.pow(2));
  const across = { leaf: x, min: -3, max: 3 };
  const up = { leaf: y, min: -3, max: 3 };
  const trail = createTrail(across, up);
  return (
    <>
      <LossLandscape loss={loss} x={across} y={up} trail={trail} />
      <DescentPlayer loss={loss} leaves={[x, y]} trail={trail} lr={0.3} speed={3} />
    </>
  );
}

function Diverging() {
  const w = leaf(1, "w");
  return <DescentPlayer loss={w.pow(2)} leaves={[w]} lr={1.2} maxLr={10} />;
}

function NoNumber() {
  const w = leaf(1, "w");
  return <DescentPlayer loss={w.log()} leaves={[w]} lr={2} maxLr={10} speed={1} />;
}

function Long() {
  manualSeed(0);
  const model = new nn.Sequential(new nn.Linear(2, 8), new nn.Tanh(), new nn.Linear(8, 1));
  const x = randn(32, 2);
  const target = x.pow(2).sum(1, { keepdim: true });
  const loss = nn.functional.mseLoss(model.call(x), target);
  const record = createLossRecord();
  return (
    <>
      <DescentPlayer
        loss={loss}
        leaves={[...model.parameters()]}
        optimizer={(params, lr) => new optim.Adam(params, { lr })}
        lr={0.003}
        speed={Number.POSITIVE_INFINITY}
        count={20_000}
        record={record}
      />
      <LossCurve of={record} />
    </>
  );
}

function Shared() {
  const w = leaf(3, "w");
  const lr = leaf(0.05, "lr");
  const loss = w.pow(2);
  return (
    <>
      <DescentPlayer label="Plain" loss={loss} leaves={[w]} lr={lr} />
      <DescentPlayer
        label="With momentum"
        loss={loss}
        leaves={[w]}
        lr={lr}
        optimizer={(params, rate) => new optim.SGD(params, { lr: rate, momentum: 0.9 })}
      />
    </>
  );
}

export const descent: readonly Example[] = [
  {
    id: "descent-plain",
    title: "Descent on a parabola",
    text: "Play, or take one step at a time. The slider is the learning rate.",
    view: () => <Plain />,
  },
  {
    id: "descent-map",
    title: "With a map and a trail",
    text: "Drag the point somewhere else and play again.",
    view: () => <OnTheMap />,
  },
  {
    id: "descent-diverging",
    title: "A learning rate that is too large",
    text: "Play: the loss grows, and the run stops by itself.",
    view: () => <Diverging />,
  },
  {
    id: "descent-not-finite",
    title: "A step off the edge",
    text: "Take one step: there is no loss there.",
    view: () => <NoNumber />,
  },
  {
    id: "descent-long",
    title: "Twenty thousand steps of Adam on a small network",
    text: "Play: as many steps in each frame as fit, and the page goes on answering.",
    view: () => <Long />,
  },
  {
    id: "descent-shared",
    title: "Two players, one learning rate",
    view: () => <Shared />,
  },
];
