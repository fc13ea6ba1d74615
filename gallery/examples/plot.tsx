// Examples of components/plot.

import type { Example } from "../example";

export const plot: readonly Example[] = [];
