// Examples of components/descent.

import type { Example } from "../example";

export const descent: readonly Example[] = [];
