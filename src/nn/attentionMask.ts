// What attention must not look at, as numbers to be added to its scores: minus infinity hides a key.

import { zeros } from "../creation";
import { RuntimeError } from "../errors";
import { cat } from "../ops/join";
import type { Shape } from "../shape";
import { sameShape } from "../shape";
import type { Tensor } from "../tensor";
import { tuple } from "./pythonText";

/** The sizes of one attention: samples, heads, queries and keys. */
export interface Extent {
  readonly samples: number;
  readonly heads: number;
  readonly queries: number;
  readonly keys: number;
}

const context = (parameter: string) => ({ op: "MultiheadAttention", parameter });

/** Booleans as numbers to be added; numbers as they are. */
const additive = (mask: Tensor, like: Tensor): Tensor =>
  mask.dtype === "bool"
    ? zeros(mask.shape, { dtype: like.dtype }).maskedFill(mask, Number.NEGATIVE_INFINITY)
    : mask;

function checkShape(what: string, mask: Tensor, expected: Shape): void {
  if (sameShape(mask.shape, expected)) return;
  throw new RuntimeError(
    `The shape of the ${what} attn_mask is ${mask.shape}, but should be ${tuple(expected)}.`,
    context("attnMask"),
  );
}

function checkRank(mask: Tensor, { samples, heads, queries, keys }: Extent): void {
  if (mask.ndim === 2) checkShape("2D", mask, [queries, keys]);
  else if (mask.ndim === 3) checkShape("3D", mask, [samples * heads, queries, keys]);
  else {
    throw new RuntimeError(
      `attn_mask's dimension ${mask.ndim} is not supported`,
      context("attnMask"),
    );
  }
}

/**
 * Both masks as one, which broadcasts with the scores [samples · heads, queries, keys]; null without.
 * @param attnMask [queries, keys] or [samples · heads, queries, keys]
 * @param keyPaddingMask [samples, keys], or [keys] where there is one sample
 */
export function maskOf(
  attnMask: Tensor | null,
  keyPaddingMask: Tensor | null,
  extent: Extent,
  like: Tensor,
): Tensor | null {
  const { samples, heads, keys } = extent;
  let mask: Tensor | null = null;
  if (attnMask !== null) {
    checkRank(attnMask, extent);
    mask = additive(attnMask, like);
  }
  if (keyPaddingMask === null) return mask;
  const padding = keyPaddingMask.ndim === 1 ? keyPaddingMask.unsqueeze(0) : keyPaddingMask;
  if (!sameShape(padding.shape, [samples, keys])) {
    throw new RuntimeError(
      `expecting key_padding_mask shape of ${tuple([samples, keys])}, but got ${padding.shape}`,
      context("keyPaddingMask"),
    );
  }
  const perHead = additive(padding, like)
    .reshape(samples, 1, 1, keys)
    .expand(samples, heads, 1, keys)
    .reshape(samples * heads, 1, keys);
  return mask === null ? perHead : mask.add(perHead);
}

/** A mask with one more key, which is not hidden. */
export function withOneKeyMore(mask: Tensor | null): Tensor | null {
  if (mask === null) return null;
  const open = zeros([...mask.shape.slice(0, -1), 1], { dtype: mask.dtype });
  return cat([mask, open], -1);
}
