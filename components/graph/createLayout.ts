// Where everything goes, as the graph changes: small graphs at once, large ones in a worker while what
// is drawn stays as it is.

import {
  type Accessor,
  createEffect,
  createMemo,
  createSignal,
  on,
  onCleanup,
  untrack,
} from "solid-js";
import { byDagre } from "./dagre";
import { byLayers } from "./layers";
import { formOf, mostForDagre, type Placed, type Plan, weightOf } from "./layout";
import { askWorker, holdWorker } from "./worker";

/** Up to here dagre answers within a few frames, and is not worth a worker. */
const mostAtOnce = 60;
/** Without a worker, dagre may hold the page up to this long: 0.15 s, once, when nothing else is to do. */
const mostOnPage = 120;

/**
 * Lays out the plan. Where that takes a while, old places stay until the new ones are there; where there
 * are none, plain layers stand in.
 * @returns the places, and whether better ones are on their way.
 */
export function createLayout(
  plan: Accessor<Plan>,
): readonly [placed: Accessor<Placed>, waiting: Accessor<boolean>] {
  const form = createMemo(() => formOf(plan()));
  const [arrived, setArrived] = createSignal<{ form: string; placed: Placed } | null>(null);
  const later = () => weightOf(plan()) > mostAtOnce && weightOf(plan()) <= mostForDagre;
  holdWorker();

  const placed = createMemo<Placed>((before) => {
    const [wanted, answer] = [form(), arrived()];
    const now = untrack(plan);
    if (weightOf(now) <= mostAtOnce) return byDagre(now);
    if (weightOf(now) > mostForDagre) return byLayers(now);
    if (answer?.form === wanted) return answer.placed;
    return before !== undefined && mostlyKnown(now, before) ? before : byLayers(now);
  });
  createEffect(
    on(form, (wanted) => {
      if (!later()) return;
      const now = plan();
      let over = false;
      onCleanup(() => {
        over = true;
      });
      const arrive = (result: Placed | null): void => {
        if (over) return;
        const better = result ?? (weightOf(now) <= mostOnPage ? byDagre(now) : byLayers(now));
        setArrived({ form: wanted, placed: better });
      };
      askWorker(now).then(arrive, () => whenIdle(() => arrive(null)));
    }),
  );
  return [placed, () => later() && arrived()?.form !== form()];
}

/** Whether at least half of the boxes have a place already. */
function mostlyKnown({ boxes }: Plan, { centres }: Placed): boolean {
  const known = boxes.reduce((count, { id }) => count + (centres.has(id) ? 1 : 0), 0);
  return known * 2 >= boxes.length;
}

function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: 500 });
  else setTimeout(work);
}
