// Part 1: every tensor of the tutorial's network under the hand, its gradients beside it.

import { createMemo, Show } from "solid-js";
import { createColourScale, Heatmap, LossReadout, ScrubbableNumber } from "../../components";
import type { Tensor } from "../../src/index";
import { words } from "../language";
import { GraphView } from "../later";
import { PartSection } from "../PartSection";
import { usePage } from "../state/Page";
import { NetworkBench } from "./NetworkBench";

/** z and the loss, in one row that lies over the bar's empty end while one drags further down. */
function Result(props: { z: Tensor; loss: Tensor; max: number }) {
  return (
    <div class="result">
      <Heatmap of={props.z} max={props.max} legend={false} />
      <LossReadout of={props.loss} />
    </div>
  );
}

export function NetworkPart() {
  const page = usePage();
  const { x, y, w, b, z, loss } = page.models.network;
  // A reset forgets whatever widened tracks and colour scales, and what was typed.
  const round = () => page.round("network");
  const scales = createMemo(() => {
    round();
    return {
      value: createColourScale(() => [x, w, b, y, z]),
      gradient: createColourScale(() => [w.grad, b.grad]),
    };
  });
  const valueMax = () => scales().value();
  const gradientMax = () => scales().gradient();

  const downhill = (): void => {
    // Both gradients first: they are live, and the first write would change the second.
    const steps = [w, b].map((leaf) => leaf.grad?.snapshot() ?? null);
    page.edit(words().downhillDone, "network", () => {
      [w, b].forEach((leaf, i) => {
        const step = steps[i];
        if (step) leaf.sub_(step);
      });
    });
  };

  return (
    <PartSection
      number={1}
      part="network"
      wide
      numbers={{
        x0: () => <ScrubbableNumber of={x} at={[0]} label="x[0]" min={-3} max={3} />,
      }}
    >
      <div class="play">
        <div class="play__actions">
          <button type="button" class="button button--main" on:click={downhill}>
            {words().downhill}
          </button>
          <button type="button" class="button" on:click={() => page.reset("network")}>
            {words().reset}
          </button>
          <p class="hint">
            <code>{words().downhillCode}</code>
          </p>
        </div>
        <Result z={z} loss={loss} max={valueMax()} />
        <div class="bench">
          <Show when={round() + 1} keyed>
            <NetworkBench {...{ x, y, z, w, b, loss, valueMax, gradientMax }} />
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
