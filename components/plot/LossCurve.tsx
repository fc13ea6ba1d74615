// Loss against steps, as a run of gradient descent leaves it.

import { createMemo, createSignal, createUniqueId, For, Show } from "solid-js";
import type { Tensor } from "../../src/index";
import { bendOf } from "../bend";
import { ofLossCurve } from "../demands";
import { guarded } from "../guard";
import { minus } from "../numbers";
import { useStrings } from "../strings";
import { styled } from "../style";
import { themeCss } from "../theme";
import { Axes, gutter } from "./Axes";
import { makeAxis } from "./axes";
import { lossCss } from "./lossCss";
import { createEnd, createLossHeights, createRuns } from "./lossModel";
import type { LossRecord, Run } from "./lossRecord";
import { plotCss } from "./plotCss";
import { RunLine } from "./RunLine";
import { createSize } from "./size";

export interface LossCurveProps {
  /**
   * What is shown: a record, filled by whoever takes the steps; or a scalar tensor, whose value is taken
   * after every edit of the workbench (at every change where there is no workbench).
   */
  of: LossRecord | Tensor;
  /** What the values are called. @default "loss" */
  label?: string;
  /** Whether the vertical axis begins as a logarithmic one; there is a switch. @default false */
  log?: boolean;
  /** CSS pixels. @default 200 */
  height?: number;
}

/** Four digits, so that the width stays about the same. */
function lossText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : minus("-inf");
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) return minus(value.toExponential(2));
  return minus(value.toFixed(Math.min(6, Math.max(0, 3 - Math.floor(Math.log10(size || 1))))));
}

const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));

function View(props: LossCurveProps) {
  const strings = useStrings();
  const summaryId = createUniqueId();
  const [sized, width] = createSize(560);
  const [log, setLog] = createSignal(props.log ?? false);
  const runs = createRuns(() => props.of);
  const label = () => props.label ?? "loss";
  const present = (): Run => runs().at(-1) as Run;
  const end = createEnd(runs);
  const heights = createLossHeights(runs, log);

  const height = () => props.height ?? 200;
  const [top, under] = [12, 42];
  const y = createMemo(() => {
    const { unbend } = bendOf(log() ? "log" : "linear");
    const { low, high } = heights();
    return makeAxis({
      kind: log() ? "log" : "linear",
      min: unbend(low),
      max: unbend(high),
      from: height() - under,
      to: top,
    });
  });
  const box = createMemo(() => {
    const left = gutter(y().ticks.map((tick) => tick.text));
    return { left, top, width: Math.max(40, width() - left - 16), height: height() - top - under };
  });
  const x = createMemo(() =>
    makeAxis({ min: 0, max: end(), from: box().left, to: box().left + box().width }),
  );

  /** The step that is read; null for the latest. */
  const [cursor, setCursor] = createSignal<number | null>(null);
  const latest = () => Math.max(0, present().steps - 1);
  const step = () => clamp(cursor() ?? latest(), 0, latest());
  const bucket = () => Math.floor(step() / present().stride);
  const low = () => (cursor() === null ? present().last : present().lowAt(bucket()));
  const high = () => (cursor() === null ? present().last : present().highAt(bucket()));
  const empty = () => present().steps === 0;
  const reading = (): string => {
    if (empty()) return "";
    const [from, to] = [lossText(low()), lossText(high())];
    return from === to ? from : strings().plot.between(from, to);
  };
  const stepText = () => step().toLocaleString("en");

  const pointAt = (event: PointerEvent): void => {
    const svg = event.currentTarget as HTMLElement;
    const { left, width: wide } = svg.getBoundingClientRect();
    const pixel = (event.clientX - left) * (wide > 0 ? width() / wide : 1);
    if (!empty()) setCursor(clamp(Math.round(x().toValue(pixel)), 0, latest()));
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { stride } = present();
    const page = Math.max(stride, Math.ceil(latest() / 20));
    const by = event.shiftKey ? page : stride;
    const moves: Record<string, number> = {
      ArrowRight: step() + by,
      ArrowUp: step() + by,
      ArrowLeft: step() - by,
      ArrowDown: step() - by,
      PageUp: step() + page,
      PageDown: step() - page,
      Home: 0,
      End: latest(),
    };
    const to = moves[event.key];
    if (event.key === "Escape") setCursor(null);
    else if (to !== undefined) setCursor(clamp(to, 0, latest()));
    else return;
    event.preventDefault();
  };
  const left = () => x().toPixel(step());
  const height0 = () => clamp(y().toPixel(low()), top - 20, height() - under);

  const summary = () => {
    const { steps, first, last, least } = present();
    if (steps === 0) return strings().plot.noSteps;
    const text = strings().plot.lossSummary(
      steps.toLocaleString("en"),
      ...([first, last, least].map(lossText) as [string, string, string]),
    );
    return text + strings().plot.runs(runs().length);
  };

  return (
    <div
      class="sa sa-plot sa-losses"
      ref={(element) => {
        styled(themeCss, plotCss, lossCss)(element);
        sized(element);
      }}
    >
      <div class="sa-losses__head">
        <p class="sa-losses__reading" part="reading" aria-hidden="true">
          <Show when={!empty()} fallback={strings().plot.noSteps}>
            <span class="sa-losses__value">
              {label()} = <b>{reading()}</b>
            </span>
            <span class="sa-losses__step">
              {strings().plot.step} {stepText()}
            </span>
          </Show>
        </p>
        <button
          type="button"
          class="sa-losses__log"
          part="log"
          aria-pressed={log()}
          on:click={() => setLog(!log())}
        >
          {strings().plot.logScale}
        </button>
      </div>
      {/* biome-ignore lint/a11y/useFocusableInteractive: it has Solid's tabindex. */}
      <div
        class="sa-losses__plot"
        part="surface"
        role="slider"
        tabindex={0}
        aria-label={strings().plot.losses(label())}
        aria-describedby={summaryId}
        aria-readonly="true"
        aria-valuemin={0}
        aria-valuemax={latest()}
        aria-valuenow={step()}
        aria-valuetext={
          empty() ? strings().plot.noSteps : strings().plot.stepAt(stepText(), reading())
        }
        on:pointermove={pointAt}
        on:pointerdown={pointAt}
        on:pointerleave={() => setCursor(null)}
        on:blur={() => setCursor(null)}
        on:keydown={onKey}
      >
        <svg class="sa-plot__surface" aria-hidden="true" height={height()}>
          <Axes x={x()} y={y()} box={box()} xLabel={strings().plot.step} />
          <svg
            aria-hidden="true"
            x={box().left - 3}
            y={top - 3}
            width={box().width + 6}
            height={box().height + 6}
          >
            <g transform={`translate(${3 - box().left} ${3 - top})`}>
              <For each={runs()}>
                {(run, i) => (
                  <RunLine
                    run={run}
                    version={runs()}
                    x={x()}
                    y={y()}
                    earlier={i() < runs().length - 1}
                  />
                )}
              </For>
            </g>
          </svg>
          <Show when={!empty()}>
            <g>
              <Show when={cursor() !== null}>
                <path class="sa-losses__cursor" d={`M${left()} ${top}V${height() - under}`} />
              </Show>
              <Show when={Number.isFinite(low())}>
                <circle class="sa-losses__dot" part="dot" r="4.5" cx={left()} cy={height0()} />
              </Show>
            </g>
          </Show>
        </svg>
      </div>
      <p class="sa-hidden" id={summaryId}>
        {summary()} {strings().plot.readHelp}
      </p>
    </div>
  );
}

/**
 * The loss of every step of a run, however many, with earlier runs faintly behind it.
 *
 * Pointing at the curve reads a step; so do the arrow keys (Shift and Page: a twentieth of the run; Home,
 * End; Escape goes back to the latest). A switch makes the axis logarithmic. It is drawn once a frame;
 * a step changes the end of the line, and another scale only stretches what is drawn.
 *
 * Parts: `surface`, `grid`, `tick`, `axis-label`, `run`, `earlier-run`, `dot`, `reading`, `log`. Custom
 * property: `--sa-curve`.
 *
 * @example
 * const record = createLossRecord();
 * await runSteps(() => { optimizer.step(); record.push(loss.item()); }, { count: 1000 });
 * <LossCurve of={record} />
 * @example <LossCurve of={loss} /> // after every edit
 */
export const LossCurve = guarded(View, ofLossCurve);
