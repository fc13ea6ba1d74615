// Scaled dot product attention, composed of matrix products and a softmax.

import { defineComposite } from "../composite";
import { RuntimeError } from "../errors";
import { source } from "../graph";
import { flag, number, optionalTensor, tensor } from "../params";
import { size } from "../shape";
import { Tensor } from "../tensor";
import { dropout } from "./dropout";
import { uniform } from "./samples";

/** Scores with what is masked set to -∞, or with a mask of numbers added. */
function masked(scores: Tensor, mask: Tensor | null): Tensor {
  if (mask === null) return scores;
  if (mask.dtype !== "bool") return scores.add(mask);
  return scores.maskedFill(mask.logicalNot(), Number.NEGATIVE_INFINITY);
}

/** Keys and values repeated, so that there are as many heads as queries have. */
function repeatHeads(t: Tensor, heads: number): Tensor {
  const [own, rows, columns] = t.shape.slice(-3) as [number, number, number];
  if (heads % own !== 0) {
    throw new RuntimeError(
      "Number of heads in key and value must divide the number of heads in query",
      { op: "scaledDotProductAttention" },
    );
  }
  const batch = t.shape.slice(0, -3);
  return t
    .unsqueeze(-3)
    .expand([...batch, own, heads / own, rows, columns])
    .reshape([...batch, heads, rows, columns]);
}

export const scaledDotProductAttention = defineComposite({
  name: "scaledDotProductAttention",
  namespace: "nn.functional",
  doc: "softmax(query keyᵀ · scale + mask) value; a boolean mask says where to look, isCausal at what came before. scale is 1 / √E unless given.",
  params: [
    tensor("query"),
    tensor("key"),
    tensor("value"),
    optionalTensor("attnMask"),
    number("dropoutP", 0),
    flag("isCausal", false),
    number("scale", null),
    flag("enableGqa", false),
  ],
  compose: ({ query, key, value, attnMask, dropoutP, isCausal, scale, enableGqa }): Tensor => {
    if (isCausal && attnMask !== null) {
      throw new RuntimeError(
        "_scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True",
        { op: "scaledDotProductAttention", parameter: "isCausal" },
      );
    }
    const heads = enableGqa ? query.size(-3) : 0;
    const keys = enableGqa ? repeatHeads(key, heads) : key;
    const values = enableGqa ? repeatHeads(value, heads) : value;
    const products = query.matmul(keys.transpose(-2, -1));
    const scores = scale === null ? products.div(Math.sqrt(query.size(-1))) : products.mul(scale);
    const mask = isCausal ? before(query.size(-2), key.size(-2)) : attnMask;
    const weights = masked(scores, mask).softmax(-1);
    return (dropoutP > 0 ? dropout(weights, dropoutP) : weights).matmul(values);
  },
  samples: () => [
    [uniform([2, 3, 4]), uniform([2, 5, 4]), uniform([2, 5, 2])],
    [uniform([3, 2]), uniform([3, 2]), uniform([3, 2]), { isCausal: true, scale: 0.5 }],
    [uniform([2, 2]), uniform([3, 2]), uniform([3, 2]), uniform([2, 3])],
  ],
});

/** True where a key comes no later than the query. */
function before(queries: number, keys: number): Tensor {
  const allowed = Uint8Array.from({ length: queries * keys }, (_, at) =>
    at % keys <= Math.floor(at / keys) ? 1 : 0,
  );
  return new Tensor(source(allowed, size([queries, keys]), "bool"));
}
