// An open scope: a titled frame around its cards. The title folds it.

import { useStrings } from "../strings";
import type { Point, Rectangle } from "./layout";
import type { ScopeInfo } from "./scopes";

/** Where the middle of a frame's title is, for walking by arrow keys. */
export const titlePlace = (rectangle: Rectangle): Point => ({
  x: rectangle.x + Math.min(60, rectangle.width / 2),
  y: rectangle.y + 12,
});

export function FrameBox(props: {
  scope: ScopeInfo;
  rectangle: Rectangle | undefined;
  lit: boolean;
  home: boolean;
  late: boolean;
  register(element: SVGGElement): void;
}) {
  const strings = useStrings();
  const at = () => props.rectangle ?? { x: 0, y: 0, width: 0, height: 0 };
  const titleWidth = () => Math.min(at().width, props.scope.name.length * 7.4 + 36);
  return (
    <g
      class="sa-frame"
      data-lit={props.lit ? "" : undefined}
      data-late={props.late ? "" : undefined}
      visibility={props.rectangle === undefined ? "hidden" : undefined}
    >
      <rect
        class="sa-frame__box"
        part="frame"
        x={at().x}
        y={at().y}
        width={at().width}
        height={at().height}
        rx={9}
      />
      <g
        class="sa-frame__title"
        role="button"
        aria-expanded="true"
        aria-label={`${props.scope.name}, ${strings().graph.operations(props.scope.operations)}`}
        tabindex={props.home ? 0 : -1}
        transform={`translate(${at().x} ${at().y})`}
        ref={(element) => props.register(element)}
      >
        <rect class="sa-frame__hit" width={titleWidth()} height={24} rx={9} />
        <path class="sa-node__mark" d="M11 9.5 l4.5 5 l4.5 -5" />
        <text class="sa-frame__name" x={26} y={16}>
          {props.scope.name}
        </text>
      </g>
    </g>
  );
}
