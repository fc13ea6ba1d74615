// The computation graph of a tensor, live: what was computed from what, and what flows back.

import { createMemo, createSignal, createUniqueId, Show, untrack } from "solid-js";
import type { Tensor } from "../../src/index";
import { BackwardControls } from "../backward/BackwardControls";
import { type BackwardSteps, createBackwardSteps } from "../backward/steps";
import { ofGraphView } from "../demands";
import { attempt, guarded, Trouble } from "../guard";
import { useStrings } from "../strings";
import { styled } from "../style";
import { themeCss } from "../theme";
import { createFit, smallest } from "./createFit";
import type { Collapse } from "./createFolding";
import { createGraph } from "./createGraph";
import { createLayout } from "./createLayout";
import { createPass } from "./createPass";
import { createWalk } from "./createWalk";
import { download, exportSvg } from "./exportSvg";
import { titlePlace } from "./FrameBox";
import { fadeEdges } from "./fade";
import { graphCss } from "./graphCss";
import type { Highlight } from "./highlight";
import type { Direction, Plan, Point } from "./layout";
import { Outline } from "./Outline";
import { type Lit, litBy, pathToRoot } from "./paths";
import { Stage } from "./Stage";
import { type GraphDirection, Tools } from "./Tools";
import { createSight } from "./visible";
import { wrapChain } from "./wrap";

export interface GraphViewProps {
  /** The tensor whose graph is drawn. */
  of: Tensor;
  /** What it is called. @default the tensor's name */
  name?: string;
  /** Which way the graph runs; `auto` goes down where it is narrow. @default "auto" */
  direction?: Direction | "auto";
  /** Which view is shown: how values come about, or how gradients flow back. A toggle changes it. @default "forward" */
  view?: GraphDirection;
  /** The backward pass that the backward view steps through, to be shared. @default one of its own */
  steps?: BackwardSteps;
  /** Nodes and edges to light up, such as `GradientOrigins` names them. */
  highlight?: Highlight | null;
  /** Which scopes are one card to begin with; `auto` folds those of graphs above 40 nodes, 12 where it is narrow. @default "auto" */
  collapse?: Collapse;
  /** Whether gradients are shown beside the values. @default true */
  gradients?: boolean;
  /** Whether the bar with toggle, zoom and export is there. @default true */
  tools?: boolean;
  /** The ends of the colour scales of values and of gradients. @default one for each card */
  valueMax?: number;
  gradientMax?: number;
}

/** Below this width of the container, in CSS pixels, `auto` lays the graph out downwards. */
const narrow = 720;
/** Above so many cards, those out of sight are not even painted to begin with. */
const many = 60;

function View(props: GraphViewProps) {
  const strings = useStrings();
  let box: HTMLDivElement | undefined;
  const fit = createFit();
  // Read once, however often it is looked at: the property may be a call that makes a tensor.
  const root = createMemo(() => props.of);
  const name = () => props.name ?? root().name ?? "";
  const isNarrow = createMemo(() => fit.room() + 8 < narrow);
  const graph = createGraph({
    root,
    name,
    gradients: () => props.gradients !== false,
    collapse: () => props.collapse ?? "auto",
    isNarrow,
  });
  const cards = () => graph.drawing().cards;

  // Where everything goes.
  const direction = createMemo<Direction>(() => {
    if (props.direction === "across" || props.direction === "down") return props.direction;
    return isNarrow() ? "down" : "across";
  });
  const plan = createMemo<Plan>(() => ({
    boxes: cards().map(({ key, width, height, inputs, frame }) => ({
      id: key,
      width,
      height,
      inputs,
      frame,
    })),
    frames: graph.drawing().frames.map(({ id, outer }) => ({ id, outer })),
    direction: direction(),
  }));
  const [flowing, waiting] = createLayout(plan);
  // A graph that is a little too wide is drawn a little smaller; one that is much too wide runs in rows
  // if it is a chain, and scrolls otherwise.
  const placed = createMemo(() => {
    const flow = flowing();
    if (direction() === "down" || flow.width * smallest <= fit.room()) return flow;
    const { boxes } = untrack(plan);
    return wrapChain(boxes, fit.room()) ?? wrapChain(boxes, fit.room() / smallest, true) ?? flow;
  });
  const scale = () => fit.scale(placed().width);

  // What is looked at.
  const asked = attempt(() => root().requiresGrad && props.gradients !== false);
  const differentiable = (): boolean => {
    const now = asked();
    return now.ok && now.value;
  };
  const [chosen, setChosen] = createSignal<GraphDirection | null>(null);
  const view = (): GraphDirection =>
    differentiable() ? (chosen() ?? props.view ?? "forward") : "forward";
  const steps = createMemo(() =>
    view() === "backward" ? (props.steps ?? createBackwardSteps(root)) : null,
  );
  const pass = createPass(steps, graph);
  const sight = createSight(() => untrack(cards).length <= many);
  const places = createMemo(() => {
    const all = new Map<string, Point>();
    for (const { key } of graph.drawing().frames) {
      const rectangle = placed().frames.get(key);
      if (rectangle !== undefined) all.set(key, titlePlace(rectangle));
    }
    for (const { key } of cards()) {
      const centre = placed().centres.get(key);
      if (centre !== undefined) all.set(key, centre);
    }
    return all;
  });
  const scopes = () => graph.structure().scopes;
  const walk = createWalk({
    places,
    isScope: (key) => scopes().has(key),
    scopeAround: (key) => graph.drawing().byKey.get(key)?.frame ?? scopes().get(key)?.outer ?? null,
    toggle: (key) => graph.folding.toggle(key),
  });
  /** A card, or all cards in an open scope. */
  const within = (key: string): string[] => {
    if (!graph.drawing().frames.some((frame) => frame.key === key)) return [key];
    const inside = (frame: string | null): boolean =>
      frame !== null && (frame === key || inside(scopes().get(frame)?.outer ?? null));
    return cards().flatMap((card) => (inside(card.frame) ? [card.key] : []));
  };
  const lit = createMemo<Lit | null>(() => {
    const active = walk.active();
    if (active !== null) return pathToRoot(graph.drawing(), within(active));
    const given = props.highlight ?? null;
    return given === null ? null : litBy(graph.drawing(), graph.structure().nodes, given);
  });
  const helpId = createUniqueId();
  const label = () => strings().graph.graphOf(name(), cards().length);
  const save = (): void => {
    if (box === undefined) return;
    const text = sight.withAll(() => exportSvg(box as HTMLDivElement, label()));
    download(text, `${name() || "graph"}.svg`, box.ownerDocument);
  };

  return (
    <div class="sa sa-graph" ref={styled(themeCss, graphCss)}>
      <Show when={graph.trouble()}>{(message) => <Trouble message={message()} />}</Show>
      <Show when={graph.trouble() === null}>
        <Show when={props.tools !== false}>
          <Tools
            view={differentiable() ? view() : null}
            onView={setChosen}
            scopes={scopes().size > 0}
            onFold={graph.folding.setAll}
            zooms={fit.zoomed() || placed().width > fit.room()}
            onZoom={(way) => fit.zoom(way, placed().width)}
            onSave={save}
          />
        </Show>
        <div
          class="sa-graph__scroll"
          aria-busy={waiting() ? "true" : undefined}
          ref={(element) => {
            box = element;
            fit.watch(element);
            fadeEdges(element);
          }}
        >
          <Stage
            graph={graph}
            placed={placed()}
            view={view()}
            pass={pass}
            lit={lit()}
            walk={walk}
            sight={sight}
            scale={scale()}
            label={label()}
            describedBy={helpId}
            valueMax={props.valueMax}
            gradientMax={props.gradientMax}
          />
        </div>
        <span class="sa-hidden" id={helpId}>
          {strings().graph.graphHelp}
        </span>
        <Show when={steps()}>{(pass) => <BackwardControls steps={pass()} />}</Show>
        <Outline structure={graph.structure()} rootName={name()} label={label()} />
      </Show>
    </div>
  );
}

/**
 * The graph of `of`: a card per tensor with its operation, backward node, shape, live value and gradient.
 * A dynamic tensor's graph is drawn anew when it changes. What was computed in a `scope`, or by a module
 * inside a module, stands in a frame that folds into one card. The backward view turns the arrows round
 * and steps through the backward pass.
 *
 * Pointing at a card, or walking to it, lights the way of its gradient. Arrow keys walk from card to card,
 * Home and End go to the first and the last; Enter or Space opens or closes a scope, `-` closes the one
 * around a card.
 *
 * Parts: `tools`, `drawing`, `node`, `edge`, `frame`. Colours are the theme's: `--sa-ink`, `--sa-muted`,
 * `--sa-line`, `--sa-strong-line`, `--sa-surface`, `--sa-raised`, `--sa-accent`. `exportSvg(element)` gives
 * the drawing as a file's text.
 *
 * @example <GraphView of={loss} />
 */
export const GraphView = guarded(View, ofGraphView);
