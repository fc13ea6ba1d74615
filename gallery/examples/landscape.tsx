// Examples of components/landscape.

import {
  createTrail,
  DescentPlayer,
  LossLandscape,
  ParameterSlider,
  type Place,
} from "../../components";
import {
  createTensor,
  manualSeed,
  matmul,
  nn,
  ones,
  optim,
  randn,
  type Tensor,
  tensor,
  zeros,
} from "../../src/index";
import type { Example } from "../example";

const leaf = (value: number, name: string): Tensor => {
  const made = tensor(value, { requiresGrad: true, dtype: "float64" });
  made.name = name;
  return made;
};
const axes = (x: Tensor, y: Tensor, end = 3): [Place, Place] => [
  { leaf: x, min: -end, max: end },
  { leaf: y, min: -end, max: end },
];

/** (1 - x)² + 100 (y - x²)²: a bent valley. */
const rosenbrock = (x: Tensor, y: Tensor): Tensor =>
  x
    .mul(-1)
    .add(1)
    .pow(2)
    .add(y.sub(x.pow(2)).pow(2).mul(100));

function Bowl() {
  const [x, y] = [leaf(-2, "x"), leaf(1.5, "y")];
  const loss = x.pow(2).mul(0.5).add(y.pow(2).mul(1.5)).add(x.mul(y).mul(0.5));
  const [across, up] = axes(x, y);
  return <LossLandscape loss={loss} x={across} y={up} />;
}

function Rosenbrock() {
  const [x, y] = [leaf(-1.5, "x"), leaf(2, "y")];
  const loss = rosenbrock(x, y);
  const across = { leaf: x, min: -2, max: 2 };
  const up = { leaf: y, min: -1, max: 3 };
  const trail = createTrail(across, up);
  // What Adam does in its first 400 steps at 0.1.
  const adam = new optim.Adam([x, y], { lr: 0.1 });
  trail.push();
  for (let i = 0; i < 400; i++) {
    adam.zeroGrad();
    loss.backward();
    adam.step();
    trail.push();
  }
  return (
    <>
      <LossLandscape loss={loss} x={across} y={up} trail={trail} levels="log" resolution={128} />
      <DescentPlayer
        loss={loss}
        leaves={[x, y]}
        trail={trail}
        lr={0.1}
        optimizer={(params, lr) => new optim.Adam(params, { lr })}
      />
    </>
  );
}

function Network() {
  manualSeed(0);
  const [x, y] = [ones(5), zeros(3)];
  const w = randn(5, 3, { requiresGrad: true });
  const b = randn(3, { requiresGrad: true });
  [w.name, b.name] = ["w", "b"];
  const loss = nn.functional.binaryCrossEntropyWithLogits(matmul(x, w).add(b), y);
  return (
    <>
      <LossLandscape
        loss={loss}
        x={{ leaf: w, at: [0, 0], min: -3, max: 3 }}
        y={{ leaf: b, at: [1], min: -3, max: 3 }}
      />
      <ParameterSlider of={w} at={[1, 1]} label="w[1, 1]" />
    </>
  );
}

function Saddle() {
  const [x, y] = [leaf(0.4, "x"), leaf(-1.2, "y")];
  const [across, up] = axes(x, y, 2);
  return <LossLandscape loss={x.pow(2).sub(y.pow(2))} x={across} y={up} map="cividis" />;
}

function Gaps() {
  const [x, y] = [leaf(1, "x"), leaf(1, "y")];
  const [across, up] = axes(x, y, 2);
  return <LossLandscape loss={x.add(y).log().add(x.mul(y)).neg()} x={across} y={up} />;
}

function Waves() {
  const [x, y] = [leaf(1.1, "x"), leaf(0.6, "y")];
  const loss = x
    .mul(2)
    .sin()
    .add(y.mul(2).cos())
    .add(x.pow(2).add(y.pow(2)).mul(0.15));
  const [across, up] = axes(x, y);
  return <LossLandscape loss={loss} x={across} y={up} resolution={128} map="magma" />;
}

function Outside() {
  const [x, y] = [leaf(4.5, "x"), leaf(1, "y")];
  const [across, up] = axes(x, y);
  return <LossLandscape loss={x.pow(2).add(y.pow(2))} x={across} y={up} legend={false} />;
}

/** Its code runs again where x changes its sign: it is given as a function too. */
const bent = (x: Tensor, y: Tensor): Tensor =>
  createTensor(() => (Number(x.item()) > 0 ? x.pow(2).mul(3) : x.neg())).add(y.pow(2));

function Branching() {
  const [x, y] = [leaf(1, "x"), leaf(1, "y")];
  const [across, up] = axes(x, y, 2);
  const loss = bent(x, y);
  return <LossLandscape loss={loss} of={bent} x={across} y={up} />;
}

function Refused() {
  const [x, y] = [leaf(1, "x"), leaf(1, "y")];
  const [across, up] = axes(x, y, 2);
  const loss = bent(x, y);
  return <LossLandscape loss={loss} x={across} y={up} />;
}

export const landscape: readonly Example[] = [
  {
    id: "landscape-bowl",
    title: "A bowl",
    text: "Drag the point, press anywhere on the map, or use the arrow keys. The arrow is the way a step against the gradient goes.",
    view: () => <Bowl />,
  },
  {
    id: "landscape-rosenbrock",
    title: "Rosenbrock's valley, and the way Adam took",
    text: "400 steps are done. Play goes on from there.",
    view: () => <Rosenbrock />,
  },
  {
    id: "landscape-network",
    title: "Two of eighteen parameters",
    text: "Move the slider: the map changes under the point only as far as the loss depends on both.",
    view: () => <Network />,
  },
  { id: "landscape-saddle", title: "A saddle", view: () => <Saddle /> },
  {
    id: "landscape-gaps",
    title: "A loss that is not a number everywhere",
    view: () => <Gaps />,
  },
  { id: "landscape-waves", title: "Many valleys", view: () => <Waves /> },
  { id: "landscape-outside", title: "The point is outside the map", view: () => <Outside /> },
  {
    id: "landscape-dynamic",
    title: "A loss with a branch, given as a function too",
    view: () => <Branching />,
  },
  { id: "landscape-refused", title: "A loss with a branch", view: () => <Refused /> },
];
