// Examples of components/code.

import type { Example } from "../example";

export const code: readonly Example[] = [];
