// The layout, off the main thread: a plan comes in, where everything goes comes back.

import { type Placed, type Plan, place } from "./layout";

export interface LayoutQuestion {
  readonly id: number;
  readonly plan: Plan;
}

export interface LayoutAnswer {
  readonly id: number;
  /** Null where the layout failed. */
  readonly placed: Placed | null;
}

self.onmessage = ({ data: { id, plan } }: MessageEvent<LayoutQuestion>) => {
  let placed: Placed | null = null;
  try {
    placed = place(plan);
  } catch {
    // The plain layers on the page stay.
  }
  self.postMessage({ id, placed } satisfies LayoutAnswer);
};
