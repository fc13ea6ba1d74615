// Examples of components/backward.

import type { Example } from "../example";

export const backward: readonly Example[] = [];
