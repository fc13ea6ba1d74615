// The page's values in its address: `?s=…` before the anchor. Read at the start and when the address
// changes under the page; written, without a new entry of the history, when something was done.

import { onCleanup, onMount } from "solid-js";

const name = "s";
/** Milliseconds between two writes: Safari refuses more than 100 in 30 seconds. */
const pause = 500;

/** What the address says. */
const current = (): string => new URLSearchParams(location.search).get(name) ?? "";

/** The address with `text` in it; other parameters and the anchor stay. */
export function addressWith(text: string): string {
  const others = location.search
    .slice(1)
    .split("&")
    .filter((each) => each !== "" && each !== name && !each.startsWith(`${name}=`));
  const query = [...others, ...(text === "" ? [] : [`${name}=${text}`])].join("&");
  return location.pathname + (query === "" ? "" : `?${query}`) + location.hash;
}

export interface Address {
  /** What the address said at the start. */
  readonly first: string;
  /** Puts the present values into the address, soon. */
  write(): void;
  /** The same, at once. */
  flush(): void;
}

/**
 * Keeps the address in step, for the life of the owner.
 * @param textOf the present values as the text of a link.
 * @param onText the address has come to say something else: back, forward, or a link that was pasted.
 */
export function createAddress(textOf: () => string, onText: (text: string) => void): Address {
  const first = current();
  let known = first;
  let last = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    known = textOf();
    last = performance.now();
    if (current() === known) return;
    try {
      history.replaceState(history.state, "", addressWith(known));
    } catch {
      // A sandboxed frame may forbid it: the page works all the same.
    }
  };
  const write = (): void => {
    timer ??= setTimeout(flush, Math.max(0, last + pause - performance.now()));
  };
  const onChange = (): void => {
    const text = current();
    // An anchor was followed: the values are those the page has, or is about to write.
    if (text === known) return;
    clearTimeout(timer);
    timer = undefined;
    known = text;
    onText(text);
  };
  const onHide = (): void => {
    if (timer !== undefined) flush();
  };
  onMount(() => {
    window.addEventListener("popstate", onChange);
    window.addEventListener("pagehide", onHide);
    onCleanup(() => {
      clearTimeout(timer);
      window.removeEventListener("popstate", onChange);
      window.removeEventListener("pagehide", onHide);
    });
  });
  return { first, write, flush };
}
