// A function of one number under the hand, with its tangent: what a gradient is.

import { createMemo, createSignal, createUniqueId, onCleanup, Show } from "solid-js";
import type { Tensor } from "../../src/index";
import { ofPlot } from "../demands";
import { guarded, Trouble } from "../guard";
import { createGesture } from "../slider/gesture";
import { defaultStep, makeScale } from "../slider/scale";
import { dragged, keyed } from "../slider/state";
import { useStrings } from "../strings";
import { styled } from "../style";
import { themeCss } from "../theme";
import { useWorkbench } from "../workbench/Workbench";
import { gutter } from "./Axes";
import { type AxisKind, makeAxis } from "./axes";
import { makeDrag } from "./drag";
import { slopeText, valueText } from "./format";
import { Handle } from "./Handle";
import { makeHand } from "./hand";
import { createLook } from "./look";
import { createPlotModel } from "./model";
import { Numbers } from "./Numbers";
import { plotCss } from "./plotCss";
import type { Plotted } from "./probe";
import { Surface } from "./Surface";
import { createSize } from "./size";
import { createSummary } from "./summary";

export interface PlotProps {
  /**
   * The function: a scalar tensor computed from the leaf, such as the loss; or, where its code looks
   * at values (`if`, `while`), a function that makes the scalar from any tensor like the leaf.
   */
  of: Plotted;
  /** The leaf that holds the number under the hand. */
  leaf: Tensor;
  /** The element, one index per dimension; needed unless the leaf has just one. @default that one */
  at?: readonly number[];
  /** What the number is called. @default the leaf's name, with the index */
  label?: string;
  /** What the value is called. @default the name of `of`, or `f` */
  valueLabel?: string;
  /** The ends of the horizontal axis; a value outside widens it. @default -3 and 3; 0.001 and 10 on a log axis */
  min?: number;
  max?: number;
  /** How the axes are bent, as a slider's track is: "linear", "log", "symlog". @default "linear" */
  xScale?: AxisKind;
  yScale?: AxisKind;
  /** The magnitude below which a symlog axis is about linear. @default 0.001 */
  xThreshold?: number;
  yThreshold?: number;
  /** What the labels of a log axis upright are powers of. @default 10 */
  yBase?: 2 | 10;
  /** What an arrow key adds. @default about a hundredth of the axis; a hundredth of the way on a bent one */
  step?: number;
  /** CSS pixels. @default 280, and 220 where it is narrow */
  height?: number;
  /**
   * Whether the tangent is shown, with its slope, the look ahead, and what it promised while one drags.
   * @default true
   */
  tangent?: boolean;
  /** Whether the numbers stand above; without, show them in another place. @default true */
  numbers?: boolean;
}

function View(props: PlotProps) {
  const strings = useStrings();
  const workbench = useWorkbench();
  const summaryId = createUniqueId();
  const [sized, width] = createSize(560);
  const gesture = createGesture({
    leaf: () => props.leaf,
    // Others can take up the promise of a tensor; that of a function is shown here alone.
    loss: () => (typeof props.of === "function" ? undefined : props.of),
  });
  const model = createPlotModel(props, () => workbench?.forecast() ?? gesture.forecast());

  const label = () =>
    props.label ??
    `${props.leaf.name ?? "x"}${model.index().length > 0 ? `[${model.index().join(", ")}]` : ""}`;
  const valueLabel = () =>
    props.valueLabel ?? (typeof props.of === "function" ? "f" : (props.of.name ?? "f"));

  const height = () => props.height ?? (width() < 420 ? 220 : 280);
  const vertical = { top: 24, bottom: 42 };
  const y = createMemo(() => {
    const { low, high } = model.heights();
    return makeAxis({
      ...(props.yScale && { kind: props.yScale }),
      ...(props.yThreshold && { threshold: props.yThreshold }),
      ...(props.yBase && { base: props.yBase }),
      min: low,
      max: high,
      from: height() - vertical.bottom,
      to: vertical.top,
    });
  });
  const box = createMemo(() => {
    const left = gutter(y().ticks.map((tick) => tick.text));
    const { top, bottom } = vertical;
    return { left, top, width: Math.max(40, width() - left - 16), height: height() - top - bottom };
  });
  const x = createMemo(() => {
    const { left, width: wide } = box();
    return makeAxis({
      ...model.range(),
      ...(props.xScale && { kind: props.xScale }),
      ...(props.xThreshold && { threshold: props.xThreshold }),
      from: left,
      to: left + wide,
    });
  });

  const scale = () => makeScale(props.xScale ?? "linear", model.range(), props.xThreshold);
  const step = () => props.step ?? defaultStep(model.range());
  const hand = makeHand(model, gesture, label);
  onCleanup(() => hand.drop(true));

  const [dragging, setDragging] = createSignal(false);
  const [spoken, setSpoken] = createSignal("");
  const value = () => {
    const now = model.reading();
    return now.ok ? now.value : { x: model.x(), value: Number.NaN, slope: Number.NaN };
  };
  const says = {
    x: (at: number) => valueText(at, x()),
    y: (at: number) => valueText(at, y()),
    slope: () => (Number.isNaN(value().slope) ? strings().plot.noSlope : slopeText(value().slope)),
  };
  const tangent = () => props.tangent ?? true;
  const promised = createMemo(() => {
    const start = tangent() ? model.promise() : null;
    if (start === null || !Number.isFinite(start.slope)) return null;
    const to = start.value + start.slope * (value().x - start.x);
    return strings().plot.promised(says.y(to), says.y(value().value), says.y(value().value - to));
  });

  let surface: SVGSVGElement | undefined;
  /** The pixel of the svg under a pointer, whatever the page scales. */
  const pixelOf = (event: PointerEvent): number => {
    const { left, width: wide } = (surface as Element).getBoundingClientRect();
    return (event.clientX - left) * (wide > 0 ? width() / wide : 1);
  };
  const toX = (pixel: number): number =>
    dragged((pixel - box().left) / box().width, step(), scale());
  const drop = (given: boolean): void => {
    setSpoken(given ? "" : (promised() ?? ""));
    setDragging(false);
    hand.drop(!given);
  };
  /** What a log axis cannot show stands at its lower end. */
  const left = () => Math.max(box().left, x().toPixel(model.x()));
  let offset = 0;
  let point: SVGGElement | undefined;
  const moving = makeDrag({
    start(event) {
      // The point is held where it was taken; elsewhere in the plot it comes to the pointer.
      const held = event.currentTarget === point;
      offset = held ? left() - pixelOf(event) : 0;
      hand.grab("pointer");
      setDragging(true);
      if (held) return;
      point?.focus({ preventScroll: true });
      hand.move(toX(pixelOf(event)));
    },
    move: (event) => hand.move(toX(pixelOf(event) + offset)),
    end: drop,
  });

  const words = () => strings().plot;
  const look = createLook({ model, here: value, x, y, pixelOf, says, words, on: tangent });

  const onPointKey = (event: KeyboardEvent): boolean => {
    const next = keyed(event.key, event.shiftKey, model.x(), step(), scale());
    if (next === null) return false;
    hand.grab("keys");
    hand.put(next);
    return true;
  };
  const top = () => {
    const { value: at } = value();
    const bottom = box().top + box().height;
    if (!Number.isFinite(at)) return bottom;
    return Math.min(bottom, Math.max(box().top, y().toPixel(at)));
  };
  const message = () => {
    const now = model.reading();
    return now.ok ? model.curve().message : now.message;
  };
  const summary = createSummary(model, { name: label, value: valueLabel, says });

  return (
    <div
      class="sa sa-plot"
      data-dragging={dragging() ? "" : undefined}
      ref={(element) => {
        styled(themeCss, plotCss)(element);
        sized(element);
      }}
    >
      <Show when={message()}>{(text) => <Trouble message={text()} />}</Show>
      <Show when={props.numbers ?? true}>
        <Numbers
          name={label()}
          valueName={valueLabel()}
          x={says.x(model.x())}
          value={says.y(value().value)}
          slope={tangent() ? says.slope() : null}
        />
      </Show>
      <Surface
        model={model}
        x={x()}
        y={y()}
        box={box()}
        width={width()}
        height={height()}
        xLabel={label()}
        yLabel={valueLabel()}
        label={strings().plot.plotOf(valueLabel(), label())}
        describedBy={summaryId}
        tangent={tangent()}
        ahead={look.ahead()}
        ref={(element) => {
          surface = element;
        }}
        onDown={moving}
      >
        <Show when={model.promise() === null && look.ahead()}>
          {(at) => (
            <Handle
              left={at().left}
              top={at().top}
              part="ahead"
              label={strings().plot.ahead}
              now={at().x - model.x()}
              min={model.range().min - model.x()}
              max={model.range().max - model.x()}
              text={look.text()}
              onDown={look.onDown}
              onKey={look.onKey}
            >
              <circle class="sa-plot__ahead" r="5" />
            </Handle>
          )}
        </Show>
        <Handle
          left={left()}
          top={top()}
          part="point"
          nowhere={!Number.isFinite(value().value) || !Number.isFinite(x().bend(model.x()))}
          ref={(element) => {
            point = element;
          }}
          label={strings().plot.point(label())}
          now={model.x()}
          min={model.range().min}
          max={model.range().max}
          text={strings().plot.here(
            label(),
            says.x(model.x()),
            valueLabel(),
            says.y(value().value),
            tangent() ? says.slope() : null,
          )}
          onDown={moving}
          onKey={onPointKey}
          onRest={() => !dragging() && drop(false)}
        >
          <circle class="sa-plot__ring" r="15" />
          <circle class="sa-plot__dot" r="7" />
        </Handle>
      </Surface>
      <p class="sa-plot__says" part="caption" aria-hidden="true">
        {promised() ?? (look.text() || strings().plot.hint)}
      </p>
      <p class="sa-hidden" id={summaryId}>
        {summary()}
      </p>
      {/* What is spoken is what became of a promise. */}
      <Show when={tangent()}>
        <p class="sa-hidden" role="status">
          {spoken()}
        </p>
      </Show>
    </div>
  );
}

/**
 * A function of one element of a leaf: its curve, and the tangent where the element is.
 *
 * The point on the curve is dragged, or moved with the arrow keys (Shift and Page: ten steps; Home,
 * End); so is a mouse anywhere in the plot. While that goes on, the tangent of the start stays as a
 * dashed line with the value that it promised beside the actual one. The open dot at the tangent's end
 * looks ahead: dragged, it says what the tangent promises there, and how far the curve is from it; it
 * changes nothing. Escape gives a drag up.
 *
 * The curve is sampled where it bends; jumps are not joined, poles and what is no number leave gaps. It
 * is sampled anew, once a frame, when anything but the element itself changes.
 *
 * Axes may be bent as the tracks of sliders are. A tangent is straight in values, and a curve on a bent
 * axis; at the place where it touches it has the curve's direction there too.
 *
 * Parts: `surface`, `grid`, `tick`, `axis-label`, `curve`, `tangent`, `gap`, `promise`, `promised`,
 * `point`, `ahead`, `numbers`, `caption`. Custom properties: `--sa-curve`, `--sa-tangent`,
 * `--sa-promise`, `--sa-plot-background`.
 *
 * @example <Plot of={loss} leaf={w} at={[0, 1]} />
 * @example <Plot of={(x) => (x.item() > 0 ? x.mul(2) : x.mul(0))} leaf={a} valueLabel="b" />
 * @example // the gradient of `f`, a staircase, above a slider with the same scale
 * <Plot of={(x) => autograd.grad(f(x), [x])[0]} leaf={a} valueLabel="a.grad" tangent={false}
 *   xScale="symlog" xThreshold={0.01} min={-1000} max={1000} yScale="log" yBase={2} />
 */
export const Plot = guarded(View, ofPlot);
