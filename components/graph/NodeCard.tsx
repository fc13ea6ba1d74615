// One node of the graph, drawn: its name, the backward node, and its live value and gradient in small. A
// folded scope is drawn so too.

import { createEffect, onCleanup, Show } from "solid-js";
import type { Tensor } from "../../src/index";
import { cellText } from "../numbers";
import { useStrings } from "../strings";
import type { ComponentStrings } from "../words/index";
import { type Card, metrics } from "./card";
import type { Point } from "./layout";
import { Miniature, type Painter } from "./Miniature";
import { isExact, makeReader, type Picture } from "./miniature";
import type { Sight } from "./visible";

export interface NodeCardProps {
  card: Card;
  /** Where its middle is; undefined until the layout has a place for it. */
  centre: Point | undefined;
  /** The gradient of the root with respect to this node; null where there is none, or none yet. */
  gradient: () => Tensor | null;
  /** Whether a stepped backward pass has its gradient yet. */
  known: boolean;
  /** Whether a stepped backward pass is just here. */
  current: boolean;
  /** The titles of the node's inputs. */
  inputs: readonly string[];
  /** The ends of the colour scales. */
  valueMax: number | undefined;
  gradientMax: number | undefined;
  /** How strongly it is lit, from 0 to 1; undefined where it is not. */
  weight: number | undefined;
  /** Whether the Tab key stops here. */
  home: boolean;
  /** Whether it comes into a drawing that is already there. */
  late: boolean;
  sight: Sight;
  /** Called with the card, then with what of it takes the focus, if that is another element. */
  register(element: SVGElement): void;
  /** Called while it is still in place. */
  leave(element: SVGGElement): void;
}

export function NodeCard(props: NodeCardProps) {
  const strings = useStrings();
  let element!: SVGGElement;
  let box!: SVGRectElement;
  let valuePainter: Painter | undefined;
  let gradientPainter: Painter | undefined;
  const readValue = makeReader();
  const readGradient = makeReader();
  const seen = props.sight.watch(() => element);

  // The ground of a folded scope is a button; any other card is a picture.
  const isScope = () => props.card.kind === "scope";
  const role = () =>
    isScope() ? { role: "button" as const, "aria-expanded": false } : { role: "img" as const };
  const drawn = () => props.card.block.height > 0;
  const gradient = () => (props.card.withGradient && props.known ? props.gradient() : null);
  const describe = (value: Picture | null, slope: Picture | null): void =>
    (isScope() ? box : element).setAttribute("aria-label", labelOf(props, strings(), value, slope));
  // One effect brings all of a card up to date. Out of sight its numbers are neither read nor told.
  createEffect(() => {
    const card = props.card;
    if (!seen()) {
      describe(null, null);
      return;
    }
    const value = drawn() ? reading(() => readValue(card.node.tensor, card.squares)) : null;
    const slope = drawn()
      ? reading(() => {
          const tensor = gradient();
          return tensor === null ? null : readGradient(tensor, card.squares);
        })
      : null;
    valuePainter?.paint(value, props.valueMax);
    gradientPainter?.paint(slope, props.gradientMax);
    describe(value, slope);
  });
  onCleanup(() => props.leave(element));

  const top = () => metrics.pad - 2 + metrics.title + (props.card.note === "" ? 0 : metrics.note);
  const transform = () => {
    const { card, centre } = props;
    if (centre === undefined) return undefined;
    return `translate(${centre.x - card.width / 2} ${centre.y - card.height / 2})`;
  };

  return (
    <g
      class="sa-node"
      part="node"
      {...(isScope() ? {} : role())}
      data-kind={props.card.kind}
      data-lit={props.weight === undefined ? undefined : ""}
      data-current={props.current ? "" : undefined}
      data-still={props.card.node.requiresGrad ? undefined : ""}
      data-late={props.late ? "" : undefined}
      tabindex={isScope() ? undefined : props.home ? 0 : -1}
      transform={transform()}
      visibility={props.centre === undefined ? "hidden" : undefined}
      ref={(node) => {
        element = node;
        props.register(node);
        createEffect(() => node.style.setProperty("--_weight", String(props.weight ?? 0)));
      }}
    >
      <Show when={isScope()}>
        <rect
          class="sa-node__pile"
          x={4}
          y={4}
          width={props.card.width}
          height={props.card.height}
          rx={6}
        />
      </Show>
      <rect
        class="sa-node__box"
        width={props.card.width}
        height={props.card.height}
        rx={6}
        {...(isScope() ? role() : {})}
        tabindex={isScope() ? (props.home ? 0 : -1) : undefined}
        ref={(rect) => {
          box = rect;
          if (isScope()) props.register(rect);
        }}
      />
      <g aria-hidden={isScope() ? "true" : undefined}>
        <Show when={isScope()}>
          <path class="sa-node__mark" d={`M${metrics.pad + 1} ${metrics.pad + 2} l5 4.5 l-5 4.5`} />
        </Show>
        <text class="sa-node__title" x={metrics.pad + (isScope() ? 14 : 0)} y={metrics.pad + 10}>
          {props.card.title}
        </text>
        <text
          class="sa-node__small"
          x={props.card.width - metrics.pad}
          y={metrics.pad + 10}
          text-anchor="end"
        >
          {props.card.shape}
        </text>
        <Show when={props.card.note !== ""}>
          <text
            class="sa-node__small sa-node__note"
            x={metrics.pad}
            y={metrics.pad + 10 + metrics.note}
          >
            {props.card.note}
            <Show when={props.card.kind === "op"}>
              <title>{strings().graph.gradFn(props.card.note)}</title>
            </Show>
          </text>
        </Show>
        <Show when={drawn()}>
          <Miniature
            card={props.card}
            caption={strings().common.value}
            tensor={() => props.card.node.tensor}
            x={metrics.pad}
            y={top()}
            painter={(painter) => {
              valuePainter = painter;
            }}
          />
          <Show when={props.card.withGradient}>
            <Miniature
              card={props.card}
              caption={strings().common.gradient}
              tensor={gradient}
              x={metrics.pad + props.card.block.width + metrics.between}
              y={top()}
              painter={(painter) => {
                gradientPainter = painter;
              }}
            />
          </Show>
        </Show>
      </g>
    </g>
  );
}

/** What is in trouble is not drawn: whoever shows the tensor itself says what is wrong. */
function reading(read: () => Picture | null): Picture | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** The numbers of a small tensor in a sentence; none of a larger one. */
function inWords(picture: Picture | null): string {
  if (picture === null || picture.values.length > 16) return "";
  return Array.from(picture.values, (value) => cellText(value, picture.style)).join(" ");
}

function labelOf(
  props: NodeCardProps,
  { graph, common }: ComponentStrings,
  value: Picture | null,
  slope: Picture | null,
): string {
  const { card } = props;
  const kind = card.kind === "constant" ? graph.constant : card.kind === "leaf" ? graph.leaf : "";
  const [now, gradient] = [inWords(value), inWords(slope)];
  const { squares } = card;
  return [
    card.title,
    card.note || kind,
    `${common.shape} ${card.shape}`,
    props.inputs.length > 0 ? graph.inputs(props.inputs.join(", ")) : "",
    now && `${common.value} ${now}`,
    gradient && `${common.gradient} ${gradient}`,
    card.withGradient && !props.known ? graph.notReached : "",
    props.current ? graph.current : "",
    squares !== null && !isExact(squares) ? graph.blocks(squares.tall, squares.wide) : "",
  ]
    .filter((part) => part !== "")
    .join(", ");
}
