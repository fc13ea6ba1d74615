// The loss over two numbers, as a map with lines of equal height: where one is, which way is down, and
// how one came.

import { createEffect, createMemo, createSignal, createUniqueId, For, Show } from "solid-js";
import type { Tensor } from "../../src/index";
import type { SequentialMap } from "../colours";
import { ofLossLandscape } from "../demands";
import { attempt, guarded, Trouble } from "../guard";
import { Axes, type Box, gutter } from "../plot/Axes";
import { makeAxis } from "../plot/axes";
import { plotCss } from "../plot/plotCss";
import { createSize } from "../plot/size";
import { useStrings } from "../strings";
import { styled } from "../style";
import { themeCss } from "../theme";
import { arrowOf } from "./arrow";
import { createSlope } from "./downhill";
import { Ground } from "./Ground";
import { createHold } from "./hold";
import { Key } from "./Key";
import { Arrow, Contours, TrailLine } from "./Lines";
import { landscapeCss } from "./landscapeCss";
import { heightsOf, type LevelKind, levelsOf } from "./levels";
import { Point } from "./Point";
import { labelOf, type Place, valueAt } from "./place";
import { flatAlong } from "./refine";
import { createSamples } from "./samples";
import { lossText, useSummary } from "./summary";
import { type LossOf, makeSurface } from "./surface";
import type { Trail } from "./trail";

export interface LossLandscapeProps {
  /** A tensor of one element that depends on both leaves. */
  loss: Tensor;
  /** The elements that the point moves, across and up, and the ends of their axes. */
  x: Place;
  y: Place;
  /**
   * The loss as a function of two scalars; needed where the loss is made by code that runs again
   * (`createTensor`). @default the graph of `loss`, computed from copies of the leaves
   */
  of?: LossOf;
  /** Where steps have been: see `createTrail`. */
  trail?: Trail;
  /** How colours and lines are spread; logarithms are for a loss that is never negative. @default "linear" */
  levels?: LevelKind;
  /** What the loss is called. @default the tensor's name, or "loss" */
  name?: string;
  /** 16, 32, 64 or 128 intervals along a side in the end. @default 64 */
  resolution?: 16 | 32 | 64 | 128;
  /** The colours. @default "viridis" */
  map?: SequentialMap;
  /** Whether there is a key to the colours. @default true */
  legend?: boolean;
}

/** Whether the element's numbers have more digits than float32. */
const wide = ({ leaf }: Place): boolean => leaf.dtype === "float64" || leaf.dtype === "int64";

/** Keeps the place of `element` in custom properties. */
function createBox(element: HTMLElement, box: () => Box): void {
  createEffect(() => {
    for (const [side, size] of Object.entries(box())) {
      element.style.setProperty(`--_${side}`, `${size}px`);
    }
  });
}

function View(props: LossLandscapeProps) {
  const strings = useStrings();
  const words = () => strings().landscape;
  const name = () => props.name ?? props.loss.name ?? strings().descent.loss;
  const xLabel = () => labelOf(props.x, "x");
  const yLabel = () => labelOf(props.y, "y");

  const surface = attempt(() => makeSurface(props.loss, props.x, props.y, props.of));
  const sampled = createMemo(() => {
    const now = surface();
    if (!now.ok) return null;
    const { x, y, resolution = 64 } = props;
    return { surface: now.value, x, y, depth: Math.log2(resolution) };
  });
  const samples = createSamples(sampled);
  const heights = createMemo(() => {
    const now = samples();
    return now === null ? null : heightsOf(now, props.levels ?? "linear");
  });
  // Where code decides, or another element of a leaf is meant, only the numbers tell.
  const unchanged = createMemo(() => {
    const [now, all] = [samples(), sampled()];
    const done = now !== null && all !== null && now.side === 2 ** all.depth + 1;
    if (!done || heights() === null) return [];
    const flat = flatAlong(now);
    return [...(flat.x ? [xLabel()] : []), ...(flat.y ? [yLabel()] : [])];
  });
  const drawing = createMemo(() => {
    const [now, its] = [samples(), heights()];
    return now === null || its === null
      ? null
      : { samples: now, heights: its, levels: levelsOf(its) };
  });
  const map = () => props.map ?? "viridis";

  const here = attempt(() => [valueAt(props.x), valueAt(props.y)] as const);
  const at = () => {
    const now = here();
    return now.ok ? now.value : ([Number.NaN, Number.NaN] as const);
  };
  const reached = attempt(() => Number(props.loss.item()));
  const height = () => {
    const now = reached();
    return now.ok ? now.value : Number.NaN;
  };
  const loss = () => lossText(height());
  const trouble = () => {
    const failed = [surface(), here(), reached()].find((each) => !each.ok);
    return failed === undefined || failed.ok ? "" : failed.message;
  };
  const slope = createSlope(
    () => props.loss,
    () => props.x,
    () => props.y,
  );

  const [ref, width] = createSize(480);
  const frame = createMemo(() => {
    const tall = Math.round(Math.min(width() * 0.84, 480));
    const { min, max } = props.y;
    const upright = makeAxis({ min, max, from: tall - 40, to: 24, room: 42 });
    const left = gutter(upright.ticks.map((tick) => tick.text));
    const box = { left, top: 24, width: Math.max(40, width() - left - 12), height: tall - 64 };
    const across = { ...props.x, from: left, to: left + box.width };
    return { box, height: tall, x: makeAxis(across), y: upright };
  });
  const dot = () => [frame().x.toPixel(at()[0]), frame().y.toPixel(at()[1])] as const;
  const arrow = () => arrowOf(slope(), dot(), frame(), heights());
  const clip = createUniqueId();

  const [said, setSaid] = createSignal("");
  const summary = useSummary({ name, xLabel, yLabel, at, loss, slope, samples, heights, sampled });
  const hold = createHold({
    loss: () => props.loss,
    x: () => props.x,
    y: () => props.y,
    label: () => `${xLabel()}, ${yLabel()}`,
    onCommit: () => setSaid(summary.here()),
  });
  const double = () => [wide(props.x), wide(props.y)] as const;
  const summaryId = createUniqueId();

  return (
    <figure
      class="sa sa-landscape"
      part="landscape"
      aria-label={words().title(name(), xLabel(), yLabel())}
      aria-describedby={summaryId}
      ref={styled(themeCss, plotCss, landscapeCss)}
    >
      <Show when={trouble() === ""} fallback={<Trouble message={trouble()} />}>
        <div class="sa-landscape__plot" part="plot" ref={ref}>
          <div class="sa-landscape__frame" ref={(element) => createBox(element, () => frame().box)}>
            <Ground samples={samples()} heights={heights()} map={map()} />
          </div>
          <svg
            class="sa-landscape__lines"
            width={width()}
            height={frame().height}
            viewBox={`0 0 ${width()} ${frame().height}`}
            aria-hidden="true"
          >
            <clipPath id={clip}>
              <rect
                x={frame().box.left}
                y={frame().box.top}
                width={frame().box.width}
                height={frame().box.height}
              />
            </clipPath>
            <Axes
              x={frame().x}
              y={frame().y}
              box={frame().box}
              xLabel={xLabel()}
              yLabel={yLabel()}
            />
            <g clip-path={`url(#${clip})`}>
              <Show when={drawing()}>
                {(now) => <Contours {...now()} map={map()} box={frame().box} />}
              </Show>
              <Show when={props.trail}>
                {(trail) => <TrailLine trail={trail()} x={frame().x} y={frame().y} />}
              </Show>
              <Show when={arrow()}>{(to) => <Arrow from={dot()} to={to()} />}</Show>
            </g>
          </svg>
          <Point
            x={frame().x}
            y={frame().y}
            box={frame().box}
            xLabel={xLabel()}
            yLabel={yLabel()}
            at={at()}
            loss={loss()}
            double={double()}
            hold={hold}
          />
        </div>
        <Show when={samples() !== null && heights() === null}>
          <p class="sa-note">{words().noneFinite}</p>
        </Show>
        <For each={unchanged()}>
          {(label) => <p class="sa-note">{strings().checks.unchanged(name(), label)}</p>}
        </For>
        <Show when={props.legend !== false && heights()}>
          {(now) => <Key heights={now()} map={map()} name={name()} at={height()} loss={loss()} />}
        </Show>
        <span class="sa-hidden" id={summaryId}>
          {summary.whole()} {summary.here()}
        </span>
        <span class="sa-hidden" role="status">
          {said()}
        </span>
      </Show>
    </figure>
  );
}

/**
 * The loss over two elements of leaves as a live map: colours and lines of equal loss, the point where the
 * leaves are, the arrow that a step against the gradient takes (the longer the steeper), and the trail of
 * a descent. It is computed on copies of the leaves, coarse at once and finer over the next frames, and
 * anew when anything else that the loss depends on changes. Hatched where the loss is not finite.
 *
 * The point is dragged by mouse, pen or finger; pressing or tapping the map moves it there; a finger on
 * the map scrolls the page. By keys: the arrows move it the way they point, Shift or Page ten times as
 * far, Home and End to the ends. A drag is one step of the workbench's undo history, and Escape takes it
 * back.
 *
 * Parts: `landscape`, `plot`, `ground`, `contours`, `trail`, `arrow`, `map`, `point`, `dot`, `legend`, and
 * of the axes `grid`, `tick`, `axis-label`. Custom properties: `--sa-landscape-point`, and the theme's.
 *
 * @example
 * <LossLandscape
 *   loss={loss}
 *   x={{ leaf: w, at: [0, 0], min: -3, max: 3 }}
 *   y={{ leaf: b, at: [0], min: -3, max: 3 }}
 * />
 */
export const LossLandscape = guarded(View, ofLossLandscape);
