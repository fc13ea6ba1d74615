// Which cards are in sight: only those are brought up to date in every frame.

import { type Accessor, createSignal, onCleanup, onMount } from "solid-js";

export interface Sight {
  /** Watches a card; the accessor says whether it is in sight. Owned by whoever calls. */
  watch(element: () => Element): Accessor<boolean>;
  /** Runs `fn` with every card brought up to date, in sight or not. */
  withAll<T>(fn: () => T): T;
}

/** @param atFirst whether cards count as in sight before anything is known. */
export function createSight(atFirst: () => boolean): Sight {
  const [all, setAll] = createSignal(false);
  const seers = new WeakMap<Element, (seen: boolean) => void>();
  const observer =
    typeof IntersectionObserver === "undefined"
      ? null
      : new IntersectionObserver((entries) => {
          for (const { target, isIntersecting, boundingClientRect } of entries) {
            // Where a browser cannot measure parts of a drawing, everything counts as seen.
            const measured = boundingClientRect.width > 0;
            seers.get(target)?.(isIntersecting || !measured);
          }
        });
  onCleanup(() => observer?.disconnect());

  // On paper everything is in sight.
  const beforePrint = (): void => void setAll(true);
  const afterPrint = (): void => void setAll(false);
  onMount(() => {
    window.addEventListener("beforeprint", beforePrint);
    window.addEventListener("afterprint", afterPrint);
    onCleanup(() => {
      window.removeEventListener("beforeprint", beforePrint);
      window.removeEventListener("afterprint", afterPrint);
    });
  });

  return {
    watch(element) {
      if (observer === null) return () => true;
      const [seen, setSeen] = createSignal(atFirst());
      onMount(() => {
        const target = element();
        seers.set(target, setSeen);
        observer.observe(target);
        onCleanup(() => observer.unobserve(target));
      });
      return () => seen() || all();
    },
    withAll(fn) {
      setAll(true);
      try {
        return fn();
      } finally {
        setAll(false);
      }
    },
  };
}
