// The point under the hand: a dot that is dragged, the map that is tapped or pressed, and two sliders, one
// for each direction, for keys and for assistive technology.

import { createEffect, createUniqueId, onCleanup } from "solid-js";
import { exactText } from "../numbers";
import type { Box } from "../plot/Axes";
import type { Axis } from "../plot/axes";
import { followPointer, presses } from "../slider/pointer";
import { defaultStep, makeScale } from "../slider/scale";
import { dragged, keyed } from "../slider/state";
import { useStrings } from "../strings";
import type { Hold } from "./hold";

export interface PointProps {
  x: Axis;
  y: Axis;
  xLabel: string;
  yLabel: string;
  /** Where the leaves are now, also outside the axes. */
  at: readonly [x: number, y: number];
  /** The loss there, as text. */
  loss: string;
  double: readonly [x: boolean, y: boolean];
  hold: Hold;
  /** The map, in the pixels that the axes count in. */
  box: Box;
}

type Side = "x" | "y";

const held = (value: number, { min, max }: Axis): number => Math.min(max, Math.max(min, value));
const outside = (value: number, { min, max }: Axis): boolean => !(value >= min && value <= max);

/** The value at a pixel, rounded to what a hand can mean. */
function valueAtPixel(axis: Axis, pixel: number): number {
  const scale = makeScale("linear", axis);
  return dragged(scale.toPosition(axis.toValue(pixel)), defaultStep(axis), scale);
}

export function Point(props: PointProps) {
  const strings = useStrings();
  const hint = createUniqueId();
  const inputs: Partial<Record<Side, HTMLInputElement>> = {};
  let map: HTMLElement | undefined;
  let mouse = false;
  /** Ends a drag by pointer; undefined while there is none. */
  let letGo: (() => void) | undefined;
  onCleanup(() => letGo?.());
  const axis = (side: Side): Axis => props[side];
  const at = (side: Side): number => props.at[side === "x" ? 0 : 1];

  const onKey = (side: Side, event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape" && props.hold.held()) {
      event.preventDefault();
      props.hold.end(false);
      return;
    }
    // Each arrow moves the way that it points, whichever of the two sliders has the focus.
    const across = event.key === "ArrowLeft" || event.key === "ArrowRight";
    const up = event.key === "ArrowUp" || event.key === "ArrowDown";
    const meant: Side = across ? "x" : up ? "y" : side;
    const scale = makeScale("linear", axis(meant));
    const step = defaultStep(axis(meant));
    const next = keyed(event.key, event.shiftKey, at(meant), step, scale);
    if (next === null) return;
    event.preventDefault();
    props.hold.begin();
    if (meant !== side) inputs[meant]?.focus();
    move(meant, next);
  };
  const move = (side: Side, value: number): void => {
    if (side === "x") props.hold.put(value, at("y"));
    else props.hold.put(at("x"), value);
  };
  /** A pointer's place in the pixels of the axes. */
  const pixels = (event: MouseEvent): readonly [number, number] => {
    const { left = 0, top = 0 } = map?.getBoundingClientRect() ?? {};
    return [event.clientX - left + props.box.left, event.clientY - top + props.box.top];
  };
  const put = ([left, top]: readonly [number, number]): void =>
    props.hold.move(valueAtPixel(props.x, left), valueAtPixel(props.y, top));
  const drop = (keep: boolean): void => {
    letGo = undefined;
    props.hold.end(keep);
  };
  /** A key was released, or the focus went: what a pointer holds it holds on to. */
  const rest = (): void => {
    if (letGo === undefined) props.hold.end(true);
  };
  /** Drags from here; the dot keeps its distance from the pointer that took it. */
  const drag = (event: PointerEvent, [gripX, gripY]: readonly [number, number]): void => {
    event.preventDefault();
    inputs.x?.focus({ preventScroll: true });
    props.hold.begin();
    letGo = followPointer(event, {
      move(next) {
        const [left, top] = pixels(next);
        put([left - gripX, top - gripY]);
      },
      up: () => drop(true),
      cancel: () => drop(false),
    });
  };
  const onDot = (event: PointerEvent): void => {
    if (letGo !== undefined || !presses(event)) return;
    const [[left, top], [x, y]] = [pixels(event), places()];
    drag(event, [left - x, top - y]);
  };
  // A finger on the map scrolls the page: there a tap moves the point, and only the dot is dragged.
  const onMap = (event: PointerEvent): void => {
    mouse = event.pointerType === "mouse";
    if (letGo !== undefined || !mouse || !presses(event)) return;
    drag(event, [0, 0]);
    put(pixels(event));
  };
  const onTap = (event: MouseEvent): void => {
    if (mouse) return;
    props.hold.begin();
    put(pixels(event));
    props.hold.end(true);
  };

  const places = (): readonly [number, number] => [
    props.x.toPixel(held(at("x"), props.x)),
    props.y.toPixel(held(at("y"), props.y)),
  ];
  const stand = (dot: HTMLElement): void => {
    createEffect(() => {
      const [left, top] = places();
      dot.style.setProperty("--_left", `${left}px`);
      dot.style.setProperty("--_top", `${top}px`);
    });
  };
  const slider = (side: Side) => {
    const label = () => (side === "x" ? props.xLabel : props.yLabel);
    const value = () => exactText(at(side), props.double[side === "x" ? 0 : 1]);
    const follow = (input: HTMLInputElement): void => {
      inputs[side] = input;
      createEffect(() => {
        // In this order: the browser clamps a value to the ends that the input has at that moment.
        input.min = String(axis(side).min);
        input.max = String(axis(side).max);
        input.value = String(held(at(side), axis(side)));
      });
    };
    return (
      <input
        class="sa-landscape__slider"
        type="range"
        step="any"
        ref={follow}
        aria-label={label()}
        aria-orientation={side === "x" ? "horizontal" : "vertical"}
        aria-roledescription={strings().landscape.pointOf}
        aria-valuetext={strings().landscape.valueAndLoss(value(), props.loss)}
        aria-describedby={hint}
        on:keydown={(event) => onKey(side, event)}
        on:keyup={rest}
        on:blur={() => {
          // The other slider takes the hold over; anybody else ends it.
          queueMicrotask(() => {
            const root = inputs.x?.getRootNode() as Document | ShadowRoot | undefined;
            const now = root?.activeElement;
            if (now !== inputs.x && now !== inputs.y) rest();
          });
        }}
        on:input={(event) => {
          // Assistive technology moves the native thumb itself.
          const given = event.currentTarget.valueAsNumber;
          const alone = !props.hold.held();
          props.hold.begin();
          move(side, given);
          if (alone) props.hold.end(true);
        }}
      />
    );
  };
  return (
    <>
      {/* Beside the sliders, which do the same by keys. */}
      <div
        class="sa-landscape__map"
        part="map"
        ref={(element) => {
          map = element;
          createEffect(() => {
            for (const [side, size] of Object.entries(props.box)) {
              element.style.setProperty(`--_${side}`, `${size}px`);
            }
          });
        }}
        on:pointerdown={onMap}
        on:click={onTap}
      />
      <div
        class="sa-landscape__point"
        part="point"
        role="group"
        aria-label={strings().landscape.point}
        data-outside={outside(at("x"), props.x) || outside(at("y"), props.y) ? "" : undefined}
        ref={stand}
        on:pointerdown={onDot}
      >
        {slider("x")}
        {slider("y")}
        <span class="sa-landscape__dot" part="dot" />
        <span class="sa-hidden" id={hint}>
          {strings().landscape.keys(props.xLabel, props.yLabel)}
        </span>
      </div>
    </>
  );
}
