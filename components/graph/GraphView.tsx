// The computation graph of a tensor, live: what was computed from what, and what flows back.

import {
  createMemo,
  createSignal,
  For,
  Index,
  on,
  onCleanup,
  onMount,
  Show,
  untrack,
} from "solid-js";
import { inspectGraph, type Tensor } from "../../src/index";
import { attempt, guarded, Trouble } from "../guard";
import { useStrings } from "../strings";
import { styled } from "../style";
import { themeCss } from "../theme";
import { type Card, formOf, makeCards } from "./card";
import { fadeEdges } from "./fade";
import { gradientsOf } from "./gradients";
import { graphCss } from "./graphCss";
import { arrowPath, type Direction, edgePath, neighbour, place } from "./layout";
import { NodeCard } from "./NodeCard";
import { wrapChain } from "./wrap";

export interface GraphViewProps {
  /** The tensor whose graph is drawn. */
  of: Tensor;
  /** What it is called. @default the tensor's name */
  name?: string;
  /** Which way the graph runs; `auto` goes down where it is narrow. @default "auto" */
  direction?: Direction | "auto";
  /** Whether gradients are shown beside the values. @default true */
  gradients?: boolean;
  /** The ends of the colour scales of values and of gradients. @default one for each card */
  valueMax?: number;
  gradientMax?: number;
}

/** Below this width of the container, in CSS pixels, `auto` lays the graph out downwards. */
const narrow = 720;
/** Text shrunk more than this is no longer read with ease. */
const smallest = 0.8;

function View(props: GraphViewProps) {
  const strings = useStrings();
  const [width, setWidth] = createSignal(1024);
  const [home, setHome] = createSignal<number | null>(null);
  const [lit, setLit] = createSignal<number | null>(null);
  const elements = new Map<number, SVGGElement>();

  const name = () => props.name ?? props.of.name ?? "";
  const structure = attempt(() => {
    const nodes = inspectGraph(props.of);
    const none = new Map<number, () => Tensor | null>();
    const gradients = props.gradients === false ? none : gradientsOf(props.of, nodes);
    return {
      cards: makeCards(nodes, (node) => gradients.has(node.id), name()),
      gradients,
    };
  });
  const drawn = () => {
    const now = structure();
    return now.ok ? now.value : null;
  };
  const trouble = () => {
    const now = structure();
    return now.ok ? null : now.message;
  };
  const cards = (): Card[] => drawn()?.cards ?? [];
  const direction = createMemo<Direction>(() => {
    if (props.direction === "across" || props.direction === "down") return props.direction;
    return width() < narrow ? "down" : "across";
  });
  // A loop that runs again with other numbers makes new nodes in the same form: they stay in place.
  const form = createMemo(() => formOf(cards()));
  const room = () => width() - 8;
  const flowing = createMemo(
    on([form, direction], () => place(untrack(cards), untrack(direction))),
  );
  // A graph that is a little too wide is drawn a little smaller; one that is much too wide runs in
  // rows if it is a chain, and scrolls otherwise.
  const placed = createMemo(() => {
    const flow = flowing();
    if (direction() === "down" || flow.width * smallest <= room()) return flow;
    return wrapChain(untrack(cards), room()) ?? flow;
  });
  const scale = () => {
    const fit = room() / placed().width;
    return fit < 1 && fit >= smallest ? fit : 1;
  };
  const inputTitles = (card: Card): string[] => card.inputs.map((id) => cards()[id]?.title ?? "");
  const last = () => cards().length - 1;
  const stop = () => Math.min(home() ?? last(), last());

  const onKey = (event: KeyboardEvent, id: number): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const next =
      event.key === "Home"
        ? 0
        : event.key === "End"
          ? last()
          : neighbour(id, event.key, placed().centres);
    if (next === null) return;
    event.preventDefault();
    setHome(next);
    elements.get(next)?.focus();
  };
  const light = (id: number, on: boolean): void => {
    setLit((now) => (on ? id : now === id ? null : now));
    if (on) setHome(id);
  };
  const isLit = (edge: { from: number; to: number }) => edge.from === lit() || edge.to === lit();

  const watchWidth = (box: HTMLElement): void => {
    onMount(() => {
      if (typeof ResizeObserver === "undefined") return;
      setWidth(box.clientWidth || 1024);
      const observer = new ResizeObserver(() => setWidth(box.clientWidth));
      observer.observe(box);
      onCleanup(() => observer.disconnect());
    });
  };

  return (
    <div class="sa sa-graph" ref={styled(themeCss, graphCss)}>
      <Show when={trouble()}>{(message) => <Trouble message={message()} />}</Show>
      <Show when={drawn() !== null}>
        <div
          class="sa-graph__scroll"
          ref={(box) => {
            watchWidth(box);
            fadeEdges(box);
          }}
        >
          <svg
            role="group"
            aria-label={`${strings().graph.graphOf(name(), cards().length)}. ${strings().graph.graphHelp}`}
            width={placed().width * scale()}
            height={placed().height * scale()}
            viewBox={`0 0 ${placed().width} ${placed().height}`}
          >
            <For each={placed().edges}>
              {(edge) => (
                <g>
                  <path
                    class="sa-graph__edge"
                    d={edgePath(edge.points)}
                    data-lit={isLit(edge) ? "" : undefined}
                  />
                  <path
                    class="sa-graph__head"
                    d={arrowPath(edge.points)}
                    data-lit={isLit(edge) ? "" : undefined}
                  />
                </g>
              )}
            </For>
            <Index each={cards()}>
              {(card, id) => (
                <NodeCard
                  card={card()}
                  centre={placed().centres.get(id) ?? { x: 0, y: 0 }}
                  gradient={() => drawn()?.gradients.get(card().node.id)?.() ?? null}
                  inputs={inputTitles(card())}
                  valueMax={props.valueMax}
                  gradientMax={props.gradientMax}
                  home={stop() === id}
                  onKey={(event) => onKey(event, id)}
                  onLight={(on) => light(id, on)}
                  register={(element) => elements.set(id, element)}
                />
              )}
            </Index>
          </svg>
        </div>
        <ol class="sa-hidden" aria-label={strings().graph.graphOf(name(), cards().length)}>
          <For each={cards()}>
            {(card) => (
              <li>
                {[
                  card.title,
                  card.gradFn,
                  card.shape,
                  inputTitles(card).length > 0
                    ? strings().graph.inputs(inputTitles(card).join(", "))
                    : "",
                ]
                  .filter((part) => part !== "")
                  .join(", ")}
              </li>
            )}
          </For>
        </ol>
      </Show>
    </div>
  );
}

/**
 * The graph of `of`: a card per tensor with its operation, backward node, shape, live value and
 * gradient. Arrow keys walk from card to card; a dynamic tensor's graph is drawn anew when it changes.
 *
 * @example <GraphView of={loss} />
 */
export const GraphView = guarded(View);
