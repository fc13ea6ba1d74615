// The checks that optimizers' options have in common, in PyTorch's words.

import { ValueError } from "../errors";

/** Refuses a value for which `valid` is false. */
export function check(op: string, what: string, value: number, valid: boolean, parameter: string) {
  if (!valid) throw new ValueError(`Invalid ${what}: ${value}`, { op, parameter });
}

/** Options that several optimizers have; each is checked where it is present. */
interface Checked {
  readonly lr: number;
  readonly eps?: number;
  readonly weightDecay: number;
  readonly momentum?: number;
  readonly betas?: readonly [number, number];
}

/** @throws ValueError for a rate, an epsilon, a decay or a beta out of its range. */
export function checkCommon(
  op: string,
  { lr, eps = 0, weightDecay, momentum = 0, betas = [0, 0] }: Checked,
): void {
  check(op, "learning rate", lr, lr >= 0, "lr");
  check(op, "epsilon value", eps, eps >= 0, "eps");
  check(op, "momentum value", momentum, momentum >= 0, "momentum");
  betas.forEach((beta, i) => {
    check(op, `beta parameter at index ${i}`, beta, beta >= 0 && beta < 1, "betas");
  });
  check(op, "weight_decay value", weightDecay, weightDecay >= 0, "weightDecay");
}
