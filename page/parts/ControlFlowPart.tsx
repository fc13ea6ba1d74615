// Part 4: a graph that a loop builds, and a gradient that jumps when the loop runs once more.

import { createComputed, createMemo, Show } from "solid-js";
import { exactText, ParameterSlider, ScrubbableNumber } from "../../components";
import { words } from "../language";
import { GraphView, Plot } from "../later";
import { LoopStopped } from "../models/controlFlow";
import { PartSection } from "../PartSection";
import { Prose } from "../Prose";
import { reachOfA as range } from "../state/leaves";
import { usePage } from "../state/Page";
import { doublingsOf, gradientAt } from "./gradientOfLoop";

/** A number as one reads it: whole where it is, four digits after the point otherwise, `inf` beyond float32. */
const readable = (value: number): string =>
  !Number.isFinite(value)
    ? exactText(value, false)
    : Number.isInteger(value) && Math.abs(value) < 1e15
      ? String(value)
      : Math.abs(value) >= 1e6 || Math.abs(value) < 1e-3
        ? value.toExponential(4)
        : value.toFixed(4);

export function ControlFlowPart() {
  const page = usePage();
  const { a, c } = page.models.controlFlow;
  const now = createMemo(() => {
    try {
      return { c: Number(c.item()), gradient: Number(a.grad?.item()), error: null };
    } catch (error) {
      return { c: null, gradient: null, error };
    }
  });
  const stopped = () => now().error instanceof LoopStopped;
  const shown = (value: number | null) => (value === null ? "—" : readable(value));
  let room: HTMLElement | undefined;
  // Where the loop does not end there is no graph; its place stays, and what follows does not jump.
  createComputed(() => {
    const height = now().error === null ? 0 : (room?.offsetHeight ?? 0);
    room?.style.setProperty("--room", `${height}px`);
  });
  const exponent = () => {
    const gradient = now().gradient;
    return gradient === null || !Number.isFinite(gradient) ? null : Math.log2(gradient);
  };

  return (
    <PartSection
      number={4}
      part="controlFlow"
      resettable
      numbers={{
        a: () => (
          <ScrubbableNumber of={a} label="a" scale="symlog" {...range} bounded readout={false} />
        ),
      }}
      below={
        <div
          class="graph graph--below"
          ref={(element) => {
            room = element;
          }}
        >
          <Show when={now().error === null}>
            <h3>{words().loopGraph}</h3>
            <GraphView of={c} name="c" direction="across" />
          </Show>
        </div>
      }
    >
      <div class="loop">
        <h3 class="tensor-name">
          <code>a.grad</code> <span>{words().everyA}</span>
        </h3>
        <Plot
          of={gradientAt}
          leaf={a}
          label="a"
          valueLabel="a.grad"
          xScale="symlog"
          xThreshold={range.threshold}
          min={range.min}
          max={range.max}
          yScale="log"
          yBase={2}
          tangent={false}
          numbers={false}
        />
        <ParameterSlider
          compact
          bounded
          of={a}
          label="a"
          scale="symlog"
          min={range.min}
          max={range.max}
          threshold={range.threshold}
        />
      </div>
      <dl class="facts">
        <div>
          <dt>{words().doublings}</dt>
          <dd class="figure">{stopped() ? "200" : doublingsOf(Number(a.item()))}</dd>
        </div>
        <div>
          <dt>
            <code>c</code>
          </dt>
          <dd class="figure">{shown(now().c)}</dd>
        </div>
        <div>
          <dt>
            <code>a.grad</code>
          </dt>
          <dd class="figure">
            {shown(now().gradient)}
            <Show when={exponent() !== null}>
              <small>
                {" "}
                = 2<sup>{exponent()}</sup>
              </small>
            </Show>
          </dd>
        </div>
      </dl>
      <Show when={now().error !== null}>
        <div class="notice" role="status">
          <strong>{stopped() ? words().stopped : String(now().error)}</strong>{" "}
          <Show when={stopped()}>
            <Prose text={words().whyStopped} />
          </Show>
        </div>
      </Show>
    </PartSection>
  );
}
