// What can be done with the drawing: look forward or backward, open and close groups, zoom, save.

import { type JSX, Show } from "solid-js";
import { useStrings } from "../strings";

export type GraphDirection = "forward" | "backward";

export interface ToolsProps {
  /** The view, and how to change it; null where the root has no gradient. */
  view: GraphDirection | null;
  onView(view: GraphDirection): void;
  /** Whether there are scopes. */
  scopes: boolean;
  onFold(folded: boolean): void;
  /** Whether the drawing is wider than its room, or has been zoomed. */
  zooms: boolean;
  onZoom(way: "in" | "out" | "fit"): void;
  onSave(): void;
}

const icons = {
  open: "M4 6 L8 2.5 L12 6 M4 10 L8 13.5 L12 10",
  close: "M4 2.5 L8 6 L12 2.5 M4 13.5 L8 10 L12 13.5",
  in: "M8 3.5 V12.5 M3.5 8 H12.5",
  out: "M3.5 8 H12.5",
  fit: "M2.5 3 V13 M13.5 3 V13 M4.5 8 H11.5 M6.5 6 L4.5 8 L6.5 10 M9.5 6 L11.5 8 L9.5 10",
  save: "M8 2.5 V10 M4.8 7 L8 10.2 L11.2 7 M3 13.5 H13",
} as const;

export function Tools(props: ToolsProps) {
  const strings = useStrings();
  const Button = (own: { name: string; icon: keyof typeof icons; press(): void }): JSX.Element => (
    <button
      type="button"
      class="sa-graph__tool"
      aria-label={own.name}
      title={own.name}
      on:click={() => own.press()}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={icons[own.icon]} />
      </svg>
    </button>
  );
  const turn = (event: KeyboardEvent): void => {
    const ways: Record<string, GraphDirection | undefined> = {
      ArrowLeft: "forward",
      ArrowUp: "forward",
      ArrowRight: "backward",
      ArrowDown: "backward",
    };
    const way = ways[event.key];
    if (way === undefined) return;
    event.preventDefault();
    props.onView(way);
    const group = event.currentTarget as Element;
    group.querySelector<HTMLElement>(`[data-view="${way}"]`)?.focus();
  };
  const Way = (own: { way: GraphDirection; name: string }): JSX.Element => (
    <button
      type="button"
      role="radio"
      aria-checked={props.view === own.way}
      tabindex={props.view === own.way ? 0 : -1}
      data-view={own.way}
      on:click={() => props.onView(own.way)}
    >
      {own.name}
    </button>
  );
  return (
    <div class="sa-graph__tools" part="tools" role="group" aria-label={strings().graph.tools}>
      <Show when={props.view !== null}>
        <div
          class="sa-graph__ways"
          role="radiogroup"
          aria-label={strings().graph.direction}
          on:keydown={turn}
        >
          <Way way="forward" name={strings().graph.forward} />
          <Way way="backward" name={strings().graph.backward} />
        </div>
      </Show>
      <div class="sa-graph__buttons">
        <Show when={props.scopes}>
          <Button name={strings().graph.openAll} icon="open" press={() => props.onFold(false)} />
          <Button name={strings().graph.closeAll} icon="close" press={() => props.onFold(true)} />
        </Show>
        <Show when={props.zooms}>
          <Button name={strings().graph.zoomOut} icon="out" press={() => props.onZoom("out")} />
          <Button name={strings().graph.zoomIn} icon="in" press={() => props.onZoom("in")} />
          <Button name={strings().graph.fit} icon="fit" press={() => props.onZoom("fit")} />
        </Show>
        <Button name={strings().graph.save} icon="save" press={() => props.onSave()} />
      </div>
    </div>
  );
}
