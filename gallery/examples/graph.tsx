// Examples of components/graph.

import type { Example } from "../example";

export const graph: readonly Example[] = [];
