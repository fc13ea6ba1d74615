// What the components of one page or figure share: what was done, what is under the hand, and which
// cell is looked at. Components work without it; with it they know of each other.

import { type Accessor, createContext, createSignal, type JSX, useContext } from "solid-js";
import type { Tensor } from "../../src/index";
import type { Forecast } from "./forecast";
import { createHistory, type History } from "./history";

/** One element of a tensor that somebody points at, by its row-major place. */
export interface Brush {
  readonly tensor: Tensor;
  readonly cell: number;
}

export interface Workbench {
  readonly history: History;
  /** What the gradient promised when the drag under way began; null while nothing is dragged. */
  readonly forecast: Accessor<Forecast | null>;
  setForecast(forecast: Forecast | null): void;
  /** The cell that is pointed at: linked views show what it came from and what it goes to. */
  readonly brush: Accessor<Brush | null>;
  setBrush(brush: Brush | null): void;
}

/** A workbench of its own. */
export function createWorkbench(): Workbench {
  const [forecast, setForecast] = createSignal<Forecast | null>(null);
  const [brush, setBrush] = createSignal<Brush | null>(null, {
    equals: (a, b) => a === b || (a?.tensor === b?.tensor && a?.cell === b?.cell),
  });
  return {
    history: createHistory(),
    forecast,
    setForecast: (next) => void setForecast(next),
    brush,
    setBrush: (next) => void setBrush(next),
  };
}

const Context = createContext<Workbench | null>(null);

/**
 * Joins the components below it: drags can be undone, cells light up what they are linked with.
 * @example
 * const bench = createWorkbench();
 * <WorkbenchProvider workbench={bench}>…</WorkbenchProvider>
 */
export function WorkbenchProvider(props: { workbench: Workbench; children: JSX.Element }) {
  return <Context.Provider value={props.workbench}>{props.children}</Context.Provider>;
}

/** The workbench that this component stands on; null if it stands alone. */
export const useWorkbench = (): Workbench | null => useContext(Context);
