// Where one example stands: on a workbench of its own, in the gallery's language, behind a boundary.

import { createEffect, createMemo, ErrorBoundary, type JSX, onCleanup, untrack } from "solid-js";
import { insert } from "solid-js/web";
import {
  adoptStyles,
  type ComponentStrings,
  createWorkbench,
  StringsProvider,
  WorkbenchProvider,
} from "../components";
import type { Example } from "./example";
import type { Settings } from "./settings";

/** Stills what moves: the components' own transitions, wherever they are declared. */
const stillCss = `*, *::before, *::after { transition: none !important; animation: none !important; }`;

/** Several things in one example stand apart, in a shadow root as on the page. */
const apartCss = `:host { display: grid; gap: 20px; grid-template-columns: minmax(0, 1fr); }`;

/** Rooms whose examples take all the width there is; others are no wider than one reads with ease. */
const wideRooms = /^(graph|backward|code)-/;

export interface StageProps {
  example: Example;
  settings: Settings;
  strings: ComponentStrings;
  /** What is said when the example throws before it shows anything. */
  broken: string;
}

function Content(props: StageProps) {
  const workbench = createWorkbench();
  onCleanup(() => workbench.history.clear());
  return (
    <StringsProvider strings={props.strings}>
      <WorkbenchProvider workbench={workbench}>
        <ErrorBoundary
          fallback={(thrown) => (
            <p class="broken" role="alert">
              {props.broken}: {String(thrown)}
            </p>
          )}
        >
          {untrack(() => props.example.view())}
        </ErrorBoundary>
      </WorkbenchProvider>
    </StringsProvider>
  );
}

export function Stage(props: StageProps) {
  const shadow = createMemo(() => props.settings.shadow);
  const still = createMemo(() => props.settings.motion === "none");
  /** A host once given a shadow root keeps it: another mode takes another host. */
  const host = (mode: "open" | "closed"): JSX.Element => {
    const element = document.createElement("div");
    const root = element.attachShadow({ mode });
    adoptStyles(root, apartCss);
    insert(root, () => <Content {...props} />);
    createEffect(() => {
      if (still()) adoptStyles(root, stillCss);
    });
    return element;
  };
  createEffect(() => {
    if (still()) adoptStyles(document.documentElement, stillCss);
  });
  const content = createMemo(() => {
    const mode = shadow();
    return mode === "none" ? <Content {...props} /> : host(mode);
  });
  return (
    <div
      class="stage"
      data-width={props.settings.width}
      data-wide={(props.example.wide ?? wideRooms.test(props.example.id)) ? "" : undefined}
    >
      {content()}
    </div>
  );
}
