// Examples of components/heatmap.

import type { Example } from "../example";

export const heatmap: readonly Example[] = [];
