// The drawing of a plot: grid, curve, tangent, the promise of a drag, and the handles.

import { createMemo, type JSX, Show } from "solid-js";
import { Axes, type Box } from "./Axes";
import type { Ahead } from "./ahead";
import type { Axis } from "./axes";
import type { PlotModel } from "./model";
import { pathOf, straightPath } from "./path";
import type { Reading } from "./probe";

export interface SurfaceProps {
  model: PlotModel;
  x: Axis;
  y: Axis;
  box: Box;
  width: number;
  height: number;
  xLabel: string;
  yLabel: string;
  label: string;
  describedBy: string;
  /** Whether the tangent, and what it promised, is drawn. */
  tangent: boolean;
  ahead: (Ahead & { readonly actual: number }) | null;
  onDown: (event: PointerEvent) => void;
  ref: (element: SVGSVGElement) => void;
  /** The handles, above everything. */
  children: JSX.Element;
}

const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));

export function Surface(props: SurfaceProps) {
  const { model } = props;
  const here = createMemo<Reading | null>(() => {
    const now = model.reading();
    return now.ok && Number.isFinite(props.x.bend(now.value.x)) ? now.value : null;
  });
  const curve = createMemo(() => pathOf(model.curve().lines, props.x, props.y));
  const left = () => props.x.toPixel(here()?.x ?? 0);
  const top = (value: number) =>
    clamp(props.y.toPixel(value), props.box.top - 60, props.box.top + props.box.height + 60);
  const bottom = () => props.box.top + props.box.height;

  /** As far on the other side as the handle is on its own. */
  const tangent = createMemo(() => {
    const [now, ahead] = [props.tangent ? here() : null, props.ahead];
    if (now === null || !Number.isFinite(now.value) || !Number.isFinite(now.slope)) return "";
    const reach = Math.max(24, Math.abs((ahead?.left ?? left()) - left()));
    const ends = [left() - reach, left() + reach].map((pixel) =>
      props.x.toValue(clamp(pixel, props.box.left, props.box.left + props.box.width)),
    ) as [number, number];
    return straightPath(
      { at: now.x, value: now.value, slope: now.slope },
      ...ends,
      props.x,
      props.y,
    );
  });
  const promise = createMemo(() => {
    const start = props.tangent ? model.promise() : null;
    if (start === null || !Number.isFinite(start.slope) || !Number.isFinite(start.value))
      return null;
    const x = here()?.x ?? start.x;
    const line = { at: start.x, value: start.value, slope: start.slope };
    return {
      start,
      path: straightPath(line, props.x.min, props.x.max, props.x, props.y),
      promised: start.value + start.slope * (x - start.x),
    };
  });
  return (
    <svg
      ref={(element) => props.ref(element)}
      class="sa-plot__surface"
      part="surface"
      role="group"
      aria-label={props.label}
      aria-describedby={props.describedBy}
      height={props.height}
      on:pointerdown={(event) => {
        // A finger on the plot scrolls the page; it drags the point by its handle.
        if (event.pointerType !== "touch") props.onDown(event);
      }}
      // The point has the focus then, and no text is selected.
      on:mousedown={(event) => event.preventDefault()}
    >
      <rect
        class="sa-plot__frame"
        x={props.box.left}
        y={props.box.top}
        width={props.box.width}
        height={props.box.height}
      />
      <Axes x={props.x} y={props.y} box={props.box} xLabel={props.xLabel} yLabel={props.yLabel} />
      <svg
        aria-hidden="true"
        x={props.box.left - 10}
        y={props.box.top - 3}
        width={props.box.width + 20}
        height={props.box.height + 6}
      >
        <g transform={`translate(${10 - props.box.left} ${3 - props.box.top})`}>
          <path class="sa-plot__curve" part="curve" d={curve()} />
          <Show when={promise()}>
            {(promised) => (
              <>
                <path class="sa-plot__promise" part="promise" d={promised().path} />
                <circle
                  class="sa-plot__start"
                  r="3"
                  cx={props.x.toPixel(promised().start.x)}
                  cy={top(promised().start.value)}
                />
                <path
                  class="sa-plot__miss"
                  d={`M${left()} ${top(promised().promised)}V${top(here()?.value ?? promised().promised)}`}
                />
                <circle
                  class="sa-plot__promised"
                  part="promised"
                  r="5"
                  cx={left()}
                  cy={top(promised().promised)}
                />
              </>
            )}
          </Show>
          <path class="sa-plot__tangent" part="tangent" d={tangent()} />
          <Show when={promise() === null && props.ahead}>
            {(ahead) => (
              <Show when={Number.isFinite(ahead().actual)}>
                <path
                  class="sa-plot__gap"
                  part="gap"
                  d={`M${ahead().left} ${ahead().top}V${top(ahead().actual)}`}
                />
                <circle class="sa-plot__there" r="2.5" cx={ahead().left} cy={top(ahead().actual)} />
              </Show>
            )}
          </Show>
          <Show when={here()}>
            {(now) => (
              <Show when={Number.isFinite(now().value)}>
                <path class="sa-plot__foot" d={`M${left()} ${top(now().value)}V${bottom()}`} />
              </Show>
            )}
          </Show>
        </g>
      </svg>
      {props.children}
    </svg>
  );
}
