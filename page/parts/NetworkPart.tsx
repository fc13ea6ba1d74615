// Part 1: every tensor of the tutorial's network under the hand, its gradients beside it.

import { GraphView, Heatmap, TensorSliders } from "../../components";
import { batch, noGrad, type Tensor } from "../../src/index";
import { words } from "../language";
import { named } from "../models/named";
import { network } from "../models/network";
import { PartSection } from "../PartSection";

function Head(props: { name: string; note: string }) {
  return (
    <h3 class="tensor-name">
      <code>{props.name}</code> <span>{props.note}</span>
    </h3>
  );
}

/** z and the loss, kept in sight while one drags. */
function Result(props: { z: Tensor; loss: Tensor }) {
  return (
    <div class="result">
      <Heatmap of={props.z} name="z" legend={false} />
      <div class="result__loss">
        <span class="result__label">
          <code>loss</code>
        </span>
        <output class="figure" aria-label="loss">
          {Number(props.loss.item()).toFixed(4)}
        </output>
      </div>
    </div>
  );
}

export function NetworkPart() {
  const { x, y, w, b, z, loss } = named(network());
  const leaves = [x, y, w, b];
  const first = leaves.map((leaf) => leaf.toTypedArray());

  const reset = (): void =>
    batch(() => {
      leaves.forEach((leaf, i) => {
        leaf.set(first[i] ?? 0);
      });
    });
  const downhill = (): void => {
    // Both gradients first: they are live, and the first write would change the second.
    const steps = [w, b].map((leaf) => leaf.grad?.snapshot() ?? null);
    batch(() =>
      noGrad(() => {
        [w, b].forEach((leaf, i) => {
          const step = steps[i];
          if (step) leaf.sub_(step);
        });
      }),
    );
  };

  return (
    <PartSection number={1} part="network" wide>
      <div class="play">
        <Result z={z} loss={loss} />
        <div class="bench">
          <div class="bench__x">
            <Head name="x" note={words().inputs} />
            <TensorSliders of={x} direction="column" rowLabels={[]} columnLabels={[""]} />
          </div>
          <div class="bench__w">
            <Head name="w" note={words().weights} />
            <TensorSliders of={w} gradient={() => w.grad} />
          </div>
          <div class="bench__wv">
            <Heatmap of={w} />
          </div>
          <div class="bench__wg">
            <Heatmap of={() => w.grad} name="w.grad" emptyRows={5} />
          </div>
          <div class="bench__b">
            <Head name="b" note={words().biases} />
            <TensorSliders of={b} gradient={() => b.grad} />
          </div>
          <div class="bench__bv">
            <Heatmap of={b} />
          </div>
          <div class="bench__bg">
            <Heatmap of={() => b.grad} name="b.grad" />
          </div>
          <div class="bench__y">
            <Head name="y" note={words().expected} />
            <TensorSliders of={y} min={0} max={1} />
          </div>
          <div class="bench__actions">
            <button type="button" class="button button--main" on:click={downhill}>
              {words().downhill}
            </button>
            <button type="button" class="button" on:click={reset}>
              {words().reset}
            </button>
            <p class="hint">
              <code>{words().downhillCode}</code>
            </p>
          </div>
        </div>
      </div>
      <div class="graph">
        <h3>{words().graph}</h3>
        <p class="hint">{words().graphText}</p>
        <GraphView of={loss} />
      </div>
    </PartSection>
  );
}
