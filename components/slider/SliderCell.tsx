// One slider of a grid.

import { createMemo } from "solid-js";
import type { GestureKind } from "./gesture";
import { writeElement } from "./reading";
import { SliderControl } from "./SliderControl";
import type { SlidersModel } from "./slidersModel";

export interface SliderCellProps {
  model: SlidersModel;
  row: number;
  column: number;
  tabStop: boolean;
  /** How it belongs to the cell that is pointed at elsewhere. */
  linked: string | undefined;
  onBegin(kind: GestureKind, label: string, place: number): void;
}

export function SliderCell(props: SliderCellProps) {
  const grid = () => props.model.grid();
  const given = () => props.model.props;
  const place = () => grid().place(props.row, props.column);
  const value = createMemo(() => props.model.valueAt(place()), undefined, { equals: Object.is });
  const slope = createMemo(() => props.model.slopeAt(place()));
  const label = () => grid().name(props.row, props.column);
  const initial = () => given().initial?.[place()];
  return (
    <div
      class="sa-sliders__cell"
      data-place={place()}
      data-at={`${props.row},${props.column}`}
      data-linked={props.linked}
    >
      <div
        class="sa-slider"
        part="slider"
        data-compact=""
        data-disabled={given().disabled ? "" : undefined}
      >
        <SliderControl
          label={label()}
          value={value()}
          shown={props.model.shown(value())}
          exact={props.model.exact(value())}
          scale={props.model.scale()}
          step={props.model.step()}
          slope={slope()}
          initial={initial()}
          initialText={props.model.exact(initial() ?? 0)}
          disabled={given().disabled}
          readonly={given().readonly}
          tabStop={props.tabStop}
          parse={props.model.parse}
          onBegin={(kind) => props.onBegin(kind, label(), place())}
          onWrite={(next) => writeElement(given().of, grid().index(props.row, props.column), next)}
          onEnd={props.model.gesture.end}
        />
      </div>
    </div>
  );
}
