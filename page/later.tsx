// The instruments that stand below the first screen. Their code is fetched once the page is there to be
// used; until it has come, each one's room is kept (styles/later.css). What they show belongs to the page
// and not to them: links, undo and resets know nothing of this. Those in sight or near it come first, the
// others one by one when nothing else is to do, and all at once before the page is printed.

import { type Component, createComponent, createSignal, onCleanup, Show } from "solid-js";
import { language } from "./language";
import { componentStrings } from "./words";

type Instruments = typeof import("./instruments");

let loaded: Instruments | undefined;
let loading: Promise<void> | undefined;

/** Fetches the instruments, once. What is made after that is made whole. */
export function loadInstruments(): Promise<void> {
  loading ??= import("./instruments").then(
    (all) => {
      loaded = all;
    },
    (reason) => {
      loading = undefined;
      throw reason;
    },
  );
  return loading;
}

/** Why they did not come, if so. */
const [trouble, setTrouble] = createSignal<string | null>(null);

/** A room that waits for its instrument. */
interface Waiting {
  readonly room: HTMLElement;
  come(): void;
}

const waiting = new Set<Waiting>();

/** When the browser has nothing else to do, and in any case soon. */
function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: 200 });
  else setTimeout(work);
}

function bring(some: readonly Waiting[]): void {
  for (const each of some) {
    waiting.delete(each);
    each.come();
  }
}

/** Whether a room is on the screen, or less than a screen away. */
function isNear({ room }: Waiting): boolean {
  const { top, bottom } = room.getBoundingClientRect();
  return bottom > -innerHeight && top < 2 * innerHeight;
}

function bringOneByOne(): void {
  bring([...waiting].slice(0, 1));
  if (waiting.size > 0) whenIdle(bringOneByOne);
}

function begin(): void {
  loadInstruments().then(
    () => {
      setTrouble(null);
      bring([...waiting].filter(isNear));
      whenIdle(bringOneByOne);
    },
    (reason) => setTrouble(String(reason)),
  );
}

window.addEventListener("beforeprint", () => {
  if (loaded !== undefined) bring([...waiting]);
});

/** The place that is kept for an instrument; says so if it does not come. */
function Room(props: { name: string; come: () => void }) {
  let own: Waiting | undefined;
  const isFirst = () => waiting.values().next().value === own;
  const wait = (room: HTMLElement): void => {
    own = { room, come: props.come };
    if (waiting.size === 0) whenIdle(begin);
    waiting.add(own);
    onCleanup(() => own && waiting.delete(own));
  };
  return (
    <div class={`later later--${props.name}`} ref={wait}>
      <Show when={trouble()}>
        {(message) => (
          // Said once, however many rooms wait.
          <p class="notice" role={isFirst() ? "alert" : undefined}>
            {message()}{" "}
            <button type="button" class="button" on:click={begin}>
              {componentStrings[language()].common.retry}
            </button>
          </p>
        )}
      </Show>
    </div>
  );
}

/** An instrument that comes later; `room` names the place that is kept for it. */
function later<P extends object>(
  room: string,
  pick: (all: Instruments) => Component<P>,
): Component<P> {
  return (props) => {
    const [all, setAll] = createSignal(loaded);
    return (
      <Show when={all()} fallback={<Room name={room} come={() => void setAll(() => loaded)} />}>
        {(all) => createComponent(pick(all()), props)}
      </Show>
    );
  };
}

export const DescentPlayer = later("player", (all) => all.DescentPlayer);
export const GradientOrigins = later("origins", (all) => all.GradientOrigins);
export const GraphView = later("graph", (all) => all.GraphView);
export const LossCurve = later("losses", (all) => all.LossCurve);
export const LossLandscape = later("landscape", (all) => all.LossLandscape);
export const Plot = later("plot", (all) => all.Plot);
