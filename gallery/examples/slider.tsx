// Examples of components/slider.

import type { Example } from "../example";

export const slider: readonly Example[] = [];
