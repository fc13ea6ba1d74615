// Functions of mathematics that JavaScript lacks: the engine's.

import { lgamma, special, tensor } from "../../index";

const double = (x: number) => tensor(x, { dtype: "float64" });

export const erf = (x: number): number => Number(special.erf(double(x)).item());
export const erfc = (x: number): number => Number(special.erfc(double(x)).item());

/** The logarithm of |gamma(x)|. */
export function logGamma(x: number): number {
  if (x <= 0 && Number.isInteger(x)) return Number.NaN;
  return Number(lgamma(double(x)).item());
}

/** The gamma function: exact for small whole numbers. */
export function gamma(x: number): number {
  if (Number.isInteger(x)) {
    if (x <= 0) return Number.NaN;
    if (x < 24) {
      let product = 1;
      for (let i = 2; i < x; i++) product *= i;
      return product;
    }
  }
  if (x > 0) return Math.exp(logGamma(x));
  // Reflection: the sign changes from one whole number to the next.
  return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
}
