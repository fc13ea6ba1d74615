// One run of a loss curve, stretched to its axes.

import { createMemo, Index } from "solid-js";
import { bendOf } from "../bend";
import type { Axis } from "./axes";
import type { Run } from "./lossRecord";
import { makeSegments } from "./segments";

export interface RunLineProps {
  run: Run;
  /** Changes with every frame in which the run has grown. */
  version: unknown;
  x: Axis;
  y: Axis;
  earlier: boolean;
}

export function RunLine(props: RunLineProps) {
  const kind = createMemo(() => props.y.kind);
  const segmentsOf = createMemo(() => makeSegments(bendOf(kind()).bend));
  const segments = createMemo(() => {
    props.version;
    return segmentsOf()(props.run);
  });
  const stretched = () => {
    const { x, y } = props;
    const { bend } = y;
    const [left, across] = [x.toPixel(0), x.toPixel(1) - x.toPixel(0)];
    const [low, high] = [bend(y.min), bend(y.max)];
    const up = (y.toPixel(y.max) - y.toPixel(y.min)) / (high - low);
    return `matrix(${across} 0 0 ${up} ${left} ${y.toPixel(y.min) - low * up})`;
  };
  return (
    <g
      class="sa-losses__run"
      part={props.earlier ? "earlier-run" : "run"}
      data-earlier={props.earlier ? "" : undefined}
      transform={stretched()}
    >
      <Index each={segments()}>
        {(segment) => <path d={segment()} vector-effect="non-scaling-stroke" />}
      </Index>
    </g>
  );
}
