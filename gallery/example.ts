// What the gallery shows: each example is one state of one component, seeded, and a test.

import type { JSX } from "solid-js";

export interface Example {
  /** Unique in the gallery, kebab-case, begins with the component's room: `heatmap-rank-4`. */
  readonly id: string;
  /** A few words: what one sees. */
  readonly title: string;
  /** A sentence or two: what to try, if that is not plain. */
  readonly text?: string;
  /** Whether it takes all the width there is. @default true for graphs, backward passes and code */
  readonly wide?: boolean;
  /** The example itself; tensors are made inside, from a seed. */
  readonly view: () => JSX.Element;
}
