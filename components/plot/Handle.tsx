// Something to get hold of in a plot: a dot with a large target, a slider to the keyboard.

import type { JSX } from "solid-js";

export interface HandleProps {
  left: number;
  top: number;
  label: string;
  now: number;
  min: number;
  max: number;
  text: string;
  part: string;
  /** Whether there is no value here to point at. */
  nowhere?: boolean;
  onDown: (event: PointerEvent) => void;
  /** A key was pressed; whether it was for the handle. */
  onKey: (event: KeyboardEvent) => boolean;
  /** Keys were let go of, or the focus left. */
  onRest?: () => void;
  ref?: (element: SVGGElement) => void;
  children: JSX.Element;
}

/** The handle is drawn about the origin. */
export function Handle(props: HandleProps) {
  const finite = (value: number): number | undefined =>
    Number.isFinite(value) ? value : undefined;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (props.onKey(event)) event.preventDefault();
  };
  return (
    <g
      ref={(element) => props.ref?.(element)}
      class="sa-plot__handle"
      part={props.part}
      data-nowhere={props.nowhere ? "" : undefined}
      role="slider"
      tabindex={0}
      aria-label={props.label}
      aria-valuenow={finite(props.now)}
      aria-valuemin={finite(props.min)}
      aria-valuemax={finite(props.max)}
      aria-valuetext={props.text}
      transform={`translate(${props.left} ${props.top})`}
      on:pointerdown={(event) => {
        // The surface below has a drag of its own.
        event.stopPropagation();
        props.onDown(event);
      }}
      // The browser gives the focus; the surface, which keeps it where it is, is not to know.
      on:mousedown={(event) => event.stopPropagation()}
      on:keydown={onKeyDown}
      on:keyup={() => props.onRest?.()}
      on:blur={() => props.onRest?.()}
    >
      <circle class="sa-plot__hit" r="22" />
      <circle class="sa-plot__halo" r="13" />
      {props.children}
    </g>
  );
}
