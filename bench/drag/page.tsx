// What is dragged: one weight of a network, with heatmaps of w and w.grad; or, to know what of the cost
// is the engine's, the same network, writes and reads under a bare range input.

import { createEffect } from "solid-js";
import { render } from "solid-js/web";
import { makeFrameWrites } from "../../components/frames";
import { Heatmap } from "../../components/heatmap/Heatmap";
import { ParameterSlider } from "../../components/slider/ParameterSlider";
import {
  createBackward,
  manualSeed,
  nn,
  noGrad,
  ones,
  randn,
  type Tensor,
  type TypedArray,
  zeros,
} from "../../src/index";

const F = nn.functional;

interface Network {
  w: Tensor;
  loss: Tensor;
}

/** The tutorial's network. */
function tutorial(): Network {
  manualSeed(0);
  const w = randn(5, 3, { requiresGrad: true });
  const b = randn(3, { requiresGrad: true });
  return { w, loss: F.binaryCrossEntropyWithLogits(ones(5).matmul(w).add(b), zeros(3)) };
}

/** x[n] · w[n, n] + b, relu, a second layer to ten numbers, mean squared error. */
function layers(n: number): Network {
  manualSeed(0);
  const x = randn(n);
  const leaf = (...shape: number[]): Tensor => {
    const values = randn(shape, { requiresGrad: true });
    return noGrad(() => values.mul_(n ** -0.5));
  };
  const [w, b, w2, b2] = [leaf(n, n), leaf(n), leaf(n, 10), leaf(10)];
  const hidden = F.relu(x.matmul(w).add(b));
  return { w, loss: F.mseLoss(hidden.matmul(w2).add(b2), randn(10)) };
}

function Shown(props: { network: Network }) {
  const { w, loss } = props.network;
  return (
    <>
      <ParameterSlider
        of={w}
        at={[0, 0]}
        label="w[0, 0]"
        min={-3}
        max={3}
        gradient={() => w.grad}
      />
      <output>{loss.item().toFixed(6)}</output>
      <Heatmap of={w} name="w" />
      <Heatmap of={() => w.grad} name="w.grad" />
    </>
  );
}

/** The writes and reads alone. */
function Bare(props: { network: Network }) {
  const { w, loss } = props.network;
  const { later } = makeFrameWrites();
  const rooms: TypedArray[] = [w, w].map((tensor) => tensor.toTypedArray());
  createEffect(() => loss.item());
  createEffect(() => w.toTypedArray(rooms[0]));
  createEffect(() => w.grad?.toTypedArray(rooms[1]));
  return (
    <input
      type="range"
      min={-3}
      max={3}
      step="any"
      aria-label="w[0, 0]"
      on:input={(event) => {
        const value = event.currentTarget.valueAsNumber;
        later(() => w.setAt([0, 0], value));
      }}
    />
  );
}

const query = new URLSearchParams(location.search);
const size = query.get("size") ?? "tutorial";
const network = size === "tutorial" ? tutorial() : layers(Number(size));
const root = document.getElementById("root");
if (root !== null) {
  render(() => {
    createBackward(network.loss);
    return query.has("bare") ? <Bare network={network} /> : <Shown network={network} />;
  }, root);
}
Object.assign(window, { weight: () => network.w.at(0, 0).item(), loss: () => network.loss.item() });
