// The hand on the graph: which card is pointed at, which one the keyboard stands on, and what keys do.

import { type Accessor, createSignal } from "solid-js";
import { neighbour } from "./geometry";
import type { Point } from "./layout";

export interface Walk {
  /** The card that is pointed at or walked to; null if there is none. */
  readonly active: Accessor<string | null>;
  /** The one card that the Tab key stops at. */
  readonly stop: Accessor<string | null>;
  register(key: string, element: Element): void;
  /** Forgets a card that goes. */
  release(key: string, element: Element): void;
  /** Focuses a card once it is drawn. */
  focus(key: string): void;
  /** For the drawing as a whole. */
  readonly on: {
    readonly "on:keydown": (event: KeyboardEvent) => void;
    readonly "on:focusin": (event: FocusEvent) => void;
    readonly "on:focusout": (event: FocusEvent) => void;
    readonly "on:pointerdown": (event: PointerEvent) => void;
    readonly "on:pointerover": (event: PointerEvent) => void;
    readonly "on:pointerleave": (event: PointerEvent) => void;
    readonly "on:click": (event: MouseEvent) => void;
  };
}

export interface WalkOptions {
  /** The places that can be walked to, in order. */
  places(): ReadonlyMap<string, Point>;
  /** Whether a key is that of a scope, folded or open. */
  isScope(key: string): boolean;
  /** The innermost scope around a card. */
  scopeAround(key: string): string | null;
  toggle(key: string): void;
}

export function createWalk(options: WalkOptions): Walk {
  const [home, setHome] = createSignal<string | null>(null);
  const [pointed, setPointed] = createSignal<string | null>(null);
  const [focused, setFocused] = createSignal<string | null>(null);
  const keys = new WeakMap<Element, string>();
  const elements = new Map<string, Element>();
  let pressed = false;

  const keyAt = (event: Event): string | null => {
    for (const target of event.composedPath()) {
      if (target === event.currentTarget) return null;
      const key = target instanceof Element ? keys.get(target) : undefined;
      if (key !== undefined) return key;
    }
    return null;
  };
  const inOrder = () => [...options.places().keys()];
  const stop = (): string | null => {
    const at = home();
    return at !== null && options.places().has(at) ? at : (inOrder().at(-1) ?? null);
  };
  const focus = (key: string): void => {
    setHome(key);
    const element = elements.get(key);
    if (element instanceof SVGElement && element.isConnected) element.focus();
  };
  const toggle = (key: string): void => {
    options.toggle(key);
    // The folded card and the open frame have one key: the focus goes from one to the other.
    focus(key);
  };
  /** Where a key leads to; null if nowhere, "" if it opened or closed a scope. */
  const act = (key: string, from: string): string | null => {
    if (key === "Home") return inOrder()[0] ?? null;
    if (key === "End") return inOrder().at(-1) ?? null;
    if (key === "Enter" || key === " ") {
      if (!options.isScope(from)) return null;
      toggle(from);
      return "";
    }
    if (key === "-") {
      const around = options.scopeAround(from);
      if (around === null) return null;
      toggle(around);
      return "";
    }
    return neighbour(from, key, options.places());
  };

  return {
    active: () => pointed() ?? focused(),
    stop,
    focus,
    register(key, element) {
      keys.set(element, key);
      elements.set(key, element);
    },
    release(key, element) {
      const now = elements.get(key);
      if (now !== undefined && element.contains(now)) elements.delete(key);
    },
    on: {
      "on:keydown": (event) => {
        if (event.ctrlKey || event.altKey || event.metaKey) return;
        const from = keyAt(event);
        if (from === null) return;
        const next = act(event.key, from);
        if (next === null) return;
        event.preventDefault();
        if (next !== "") focus(next);
      },
      "on:focusin": (event) => {
        const key = keyAt(event);
        if (key === null) return;
        setHome(key);
        // A click that opens a scope shall not dim the rest of the graph.
        if (!pressed || !options.isScope(key)) setFocused(key);
      },
      "on:focusout": () => setFocused(null),
      "on:pointerdown": () => {
        pressed = true;
      },
      "on:pointerover": (event) => setPointed(keyAt(event)),
      "on:pointerleave": () => setPointed(null),
      "on:click": (event) => {
        const key = keyAt(event);
        if (key !== null && options.isScope(key)) {
          setPointed(null);
          toggle(key);
        }
        pressed = false;
      },
    },
  };
}
