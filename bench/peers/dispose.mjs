// Frees what a library keeps outside the collector's reach.

/** Calls dispose() on each. */
export function disposeAll(arrays) {
  for (const array of arrays) array.dispose();
}
