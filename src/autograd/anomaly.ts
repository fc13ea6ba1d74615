// Anomaly mode: backward stops at the first NaN, and says which operation made it and where.

import type { Op } from "../definition";
import { RuntimeError } from "../errors";
import { evaluate } from "../evaluate";
import type { Node } from "../graph";
import { special, withSpecial } from "../modes";
import type { Tensor } from "../tensor";

/**
 * Runs `fn` with anomaly detection: operations remember where they were called, and a backward pass
 * in which a derivative becomes NaN is an error that names the operation.
 * @example autograd.detectAnomaly(() => loss.backward())
 */
export const detectAnomaly = <T>(fn: () => T): T => withSpecial({ anomaly: true }, fn);

/** Turns anomaly detection on or off from now on. */
export function setDetectAnomaly(mode: boolean): void {
  special.anomaly = mode;
}

/** Throws if a derivative that an operation's rule gave contains NaN. */
export function refuseNaN(node: Node, input: number, gradient: Tensor): void {
  const result = gradient.node;
  evaluate(result);
  if (result.error !== null) throw result.error;
  if (result.data?.some((x) => Number.isNaN(x)) !== true) return;
  const name = (node.op as Op).gradFnName(node);
  if (node.notes?.madeAt != null) {
    console.warn(
      `Error detected in ${name}. Traceback of forward call that caused the error:\n${node.notes.madeAt}`,
    );
  }
  throw new RuntimeError(`Function '${name}' returned nan values in its ${input}th output.`, {
    op: "backward",
  });
}
