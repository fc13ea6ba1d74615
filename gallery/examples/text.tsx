// Examples of components/text.

import type { Example } from "../example";

export const text: readonly Example[] = [];
