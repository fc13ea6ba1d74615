// Examples of components/landscape.

import type { Example } from "../example";

export const landscape: readonly Example[] = [];
