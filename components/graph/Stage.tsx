// The drawing itself: frames, edges and cards where the layout puts them.

import {
  createComputed,
  createMemo,
  createSignal,
  For,
  type JSX,
  onCleanup,
  onMount,
  untrack,
} from "solid-js";
import type { Tensor } from "../../src/index";
import type { GraphState } from "./createGraph";
import type { Pass } from "./createPass";
import type { Walk } from "./createWalk";
import { EdgeLine } from "./EdgeLine";
import { FrameBox } from "./FrameBox";
import type { Placed, PlacedEdge } from "./layout";
import { fadeAway } from "./motion";
import { NodeCard } from "./NodeCard";
import { edgeKey, type Lit } from "./paths";
import type { GraphDirection } from "./Tools";
import type { Sight } from "./visible";

export interface StageProps {
  graph: GraphState;
  placed: Placed;
  view: GraphDirection;
  pass: Pass;
  /** What is lit; null where nothing is, so that nothing is dimmed. */
  lit: Lit | null;
  walk: Walk;
  sight: Sight;
  scale: number;
  label: string;
  /** The id of how to walk it. */
  describedBy: string;
  valueMax: number | undefined;
  gradientMax: number | undefined;
}

export function Stage(props: StageProps): JSX.Element {
  let ghosts: SVGGElement | undefined;
  // What is there from the start stands still: only later changes move.
  const [moving, setMoving] = createSignal(false);
  onMount(() => requestAnimationFrame?.(() => setMoving(true)));

  const drawing = () => props.graph.drawing();
  const keys = createMemo(() => drawing().cards.map((card) => card.key));
  const frames = createMemo(() => new Map(drawing().frames.map((frame) => [frame.key, frame])));
  const nameOf = (edge: PlacedEdge) => `${edgeKey(edge.from, edge.to)}#${edge.slot}`;
  // While a layout is under way, edges of cards that are gone are not drawn.
  const edges = createMemo(() => {
    const { byKey } = drawing();
    const alive = props.placed.edges.filter((edge) => byKey.has(edge.from) && byKey.has(edge.to));
    return new Map(alive.map((edge) => [nameOf(edge), edge]));
  });
  const titles = (inputs: readonly string[]): string[] =>
    inputs.map((key) => drawing().byKey.get(key)?.title ?? "");
  const backward = () => props.view === "backward";
  let over = false;
  const leave = (key: string, element: SVGGElement): void => {
    props.walk.release(key, element);
    if (!over && ghosts !== undefined) fadeAway(element, ghosts);
  };

  const view = (
    <svg
      class="sa-graph__drawing"
      part="drawing"
      role="group"
      aria-label={props.label}
      aria-describedby={props.describedBy}
      // With listeners of focus the drawing itself would be a stop of the Tab key.
      tabindex={-1}
      width={props.placed.width * props.scale}
      height={props.placed.height * props.scale}
      viewBox={`0 0 ${props.placed.width} ${props.placed.height}`}
      data-view={props.view}
      data-dimmed={props.lit === null ? undefined : ""}
      data-moving={moving() ? "" : undefined}
      {...props.walk.on}
    >
      <For each={[...frames().keys()]}>
        {(key) => {
          const late = untrack(moving);
          return (
            <Known of={() => frames().get(key)}>
              {(frame) => (
                <FrameBox
                  scope={frame()}
                  rectangle={props.placed.frames.get(key)}
                  lit={props.walk.active() === key}
                  home={props.walk.stop() === key}
                  late={late}
                  register={(element) => props.walk.register(key, element)}
                />
              )}
            </Known>
          );
        }}
      </For>
      <For each={[...edges().keys()]}>
        {(name) => {
          const late = untrack(moving);
          return (
            <Known of={() => edges().get(name)}>
              {(edge) => (
                <EdgeLine
                  points={edge().points}
                  reversed={backward()}
                  still={
                    backward() && drawing().byKey.get(edge().from)?.node.requiresGrad === false
                  }
                  weight={props.lit?.edges.get(edgeKey(edge().from, edge().to))}
                  flow={props.pass.flows().get(edgeKey(edge().from, edge().to))}
                  late={late}
                />
              )}
            </Known>
          );
        }}
      </For>
      <g ref={ghosts} aria-hidden="true" />
      <For each={keys()}>
        {(key) => {
          const late = untrack(moving);
          return (
            <Known of={() => drawing().byKey.get(key)}>
              {(card) => (
                <NodeCard
                  card={card()}
                  centre={props.placed.centres.get(key)}
                  gradient={(): Tensor | null => props.graph.gradient(card().node.id)}
                  known={!backward() || props.pass.known(card().node.id)}
                  current={props.pass.at() === key}
                  inputs={titles(card().inputs)}
                  valueMax={props.valueMax}
                  gradientMax={props.gradientMax}
                  weight={props.lit?.cards.get(key)}
                  home={props.walk.stop() === key}
                  late={late}
                  sight={props.sight}
                  register={(element) => props.walk.register(key, element)}
                  leave={(element) => leave(key, element)}
                />
              )}
            </Known>
          );
        }}
      </For>
    </svg>
  );
  // Made last, ended first: when all of the drawing goes, nothing of it fades away.
  createComputed(() =>
    onCleanup(() => {
      over = true;
    }),
  );
  return view;
}

/**
 * The last thing known under a key: when it is gone, what is drawn of it stays as it was until it is taken
 * away, however soon that is.
 */
function Known<T>(props: {
  of: () => T | undefined;
  children: (value: () => T) => JSX.Element;
}): JSX.Element {
  const value = createMemo<T | undefined>((before) => props.of() ?? before);
  return props.children(value as () => T);
}
