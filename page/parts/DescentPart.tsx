// Part 6: training is to follow the gradient down, on a loss that one can look at whole.

import { createEffect, on, Show } from "solid-js";
import { createLossRecord, createTrail, ScrubbableNumber } from "../../components";
import { words } from "../language";
import { DescentPlayer, GradientOrigins, LossCurve, LossLandscape } from "../later";
import { PartSection } from "../PartSection";
import { Prose } from "../Prose";
import { reachOfRate } from "../state/leaves";
import { usePage } from "../state/Page";
import { LinePicture } from "./LinePicture";

export function DescentPart() {
  const page = usePage();
  const { x, y, w, b, loss, lr } = page.models.descent;
  const across = { leaf: w, min: -3, max: 3 };
  const up = { leaf: b, min: -3, max: 3 };
  const trail = createTrail(across, up);
  const record = createLossRecord();
  createEffect(
    on(
      () => page.round("descent"),
      () => {
        trail.clear();
        record.clear();
      },
      { defer: true },
    ),
  );

  return (
    <PartSection
      number={6}
      part="descent"
      resettable
      wide
      numbers={{
        lr: () => <ScrubbableNumber of={lr} label="lr" scale="log" {...reachOfRate} bounded />,
      }}
    >
      <Show when={page.round("descent") + 1} keyed>
        <div class="descent">
          <div class="descent__ground">
            <LossLandscape loss={loss} x={across} y={up} trail={trail} levels="log" />
          </div>
          <div class="descent__player">
            <DescentPlayer
              loss={loss}
              leaves={[w, b]}
              lr={lr}
              minLr={reachOfRate.min}
              maxLr={reachOfRate.max}
              speed={5}
              trail={trail}
              record={record}
            />
          </div>
          <div class="descent__side">
            <h3 class="tensor-name">
              <code>w · x + b</code> <span>{words().theLine}</span>
            </h3>
            <LinePicture x={x} y={y} w={w} b={b} />
            <LossCurve of={record} height={150} />
          </div>
        </div>
      </Show>
      <div class="graph">
        <h3>
          <Prose text={words().origins} />
        </h3>
        <p class="hint">
          <Prose text={words().originsText} />
        </p>
        <GradientOrigins loss={loss} leaf={w} cell={[]} />
      </div>
    </PartSection>
  );
}
