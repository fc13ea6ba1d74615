// Part 1: every tensor of the tutorial's network under the hand, its gradients beside it.

import { createMemo, createSignal, Show } from "solid-js";
import { createColourScale, GraphView, Heatmap } from "../../components";
import { batch, noGrad, type Tensor } from "../../src/index";
import { words } from "../language";
import { named } from "../models/named";
import { network } from "../models/network";
import { PartSection } from "../PartSection";
import { NetworkBench } from "./NetworkBench";

/** z and the loss, kept in sight while one drags. */
function Result(props: { z: Tensor; loss: Tensor; max: number }) {
  return (
    <div class="result">
      <Heatmap of={props.z} max={props.max} legend={false} />
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

  // A reset forgets whatever widened tracks and colour scales, and what was typed: a new round.
  const [round, setRound] = createSignal(1);
  const scales = createMemo(() => {
    round();
    return {
      value: createColourScale(() => [x, w, b, y, z]),
      gradient: createColourScale(() => [w.grad, b.grad]),
    };
  });
  const valueMax = () => scales().value();
  const gradientMax = () => scales().gradient();

  const reset = (): void =>
    batch(() => {
      leaves.forEach((leaf, i) => {
        leaf.set(first[i] ?? 0);
      });
      setRound(round() + 1);
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
        <Result z={z} loss={loss} max={valueMax()} />
        <div class="bench">
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
          <Show when={round()} keyed>
            <NetworkBench {...{ x, y, w, b, valueMax, gradientMax }} />
          </Show>
        </div>
      </div>
      <div class="graph">
        <h3>{words().graph}</h3>
        <p class="hint">{words().graphText}</p>
        <GraphView of={loss} valueMax={valueMax()} gradientMax={gradientMax()} />
      </div>
    </PartSection>
  );
}
