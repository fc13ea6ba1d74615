// Reading without subscribing: an optimizer that steps inside an effect must not make the effect
// depend on the gradients that the step changes.

import { host } from "../watch";

/** Runs `fn` such that whoever is tracking reads just now is not subscribed to what `fn` reads. */
export function untracked(fn: () => void): void {
  if (host.listener() === null) {
    fn();
    return;
  }
  let thrown: { readonly error: unknown } | null = null;
  const tracker = host.track(() => {
    try {
      fn();
    } catch (error) {
      thrown = { error };
    }
  });
  tracker?.dispose();
  const failure = thrown as { readonly error: unknown } | null;
  if (failure !== null) throw failure.error;
}
