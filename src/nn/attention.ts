// MultiheadAttention.
// Vaswani et al., "Attention is all you need", NeurIPS 2017.

import { zeros } from "../creation";
import type { DType } from "../dtype";
import { RuntimeError } from "../errors";
import { cat } from "../ops/join";
import { type CallArguments, dtype, flag, int, number } from "../params";
import type { Tensor } from "../tensor";
import { assign, named } from "./arguments";
import { maskOf, withOneKeyMore } from "./attentionMask";
import { filled } from "./fresh";
import * as F from "./functional";
import { xavierNormal_, xavierUniform_, zeros_ } from "./init";
import { Linear } from "./linear";
import { Module } from "./module";
import type { Parameter } from "./parameter";
import { snakeCase } from "./pythonText";

const params = [
  int("embedDim"),
  int("numHeads"),
  number("dropout", 0),
  flag("bias", true),
  flag("addBiasKv", false),
  flag("addZeroAttn", false),
  int("kdim", null),
  int("vdim", null),
  flag("batchFirst", false),
  dtype("dtype", null),
] as const;

/** What attention may be told besides query, key and value. */
export interface AttentionOptions {
  /** [N, S]: true (or minus infinity) for keys to be ignored. */
  readonly keyPaddingMask?: Tensor | null;
  /** Whether the weights are returned. Default `true`. */
  readonly needWeights?: boolean;
  /** [L, S] or [N · numHeads, L, S]: true for pairs to be ignored, or numbers to be added. */
  readonly attnMask?: Tensor | null;
  /** Whether the weights are averaged over the heads. Default `true`. */
  readonly averageAttnWeights?: boolean;
}

/** Linear, by the name that PyTorch prints for it here. */
class NonDynamicallyQuantizableLinear extends Linear {}

/**
 * Attention of several heads. Query [L, N, embedDim], key [S, N, kdim], value [S, N, vdim]; with
 * `batchFirst` N comes first; N may be left out.
 */
export class MultiheadAttention extends Module {
  declare readonly embedDim: number;
  declare readonly numHeads: number;
  declare readonly dropout: number;
  declare readonly addZeroAttn: boolean;
  declare readonly batchFirst: boolean;
  /** [embedDim, embedDim], where key or value have sizes of their own. */
  qProjWeight: Parameter | null = null;
  /** [embedDim, kdim] */
  kProjWeight: Parameter | null = null;
  /** [embedDim, vdim] */
  vProjWeight: Parameter | null = null;
  /** [3 · embedDim, embedDim], where query, key and value are of one size. */
  inProjWeight: Parameter | null = null;
  /** [3 · embedDim], or null without bias. */
  inProjBias: Parameter | null;
  outProj: Linear;
  /** [1, 1, embedDim]: a learnt key, with `addBiasKv`. */
  biasK: Parameter | null;
  /** [1, 1, embedDim]: a learnt value, with `addBiasKv`. */
  biasV: Parameter | null;

  /**
   * `new MultiheadAttention(embedDim, numHeads, dropout = 0, bias = true, addBiasKv = false,
   * addZeroAttn = false, kdim = null, vdim = null, batchFirst = false, dtype = null)`, or by name from
   * any point on.
   * @example const [output, weights] = new nn.MultiheadAttention(8, 2).call(x, x, x)
   * @throws RuntimeError if the heads do not divide embedDim.
   */
  constructor(...given: CallArguments<typeof params>) {
    super();
    const {
      kdim,
      vdim,
      bias,
      addBiasKv,
      dtype: type,
      ...own
    } = named("MultiheadAttention", params, given);
    const { embedDim, numHeads } = own;
    if (embedDim % numHeads !== 0) {
      throw new RuntimeError("embed_dim must be divisible by num_heads", {
        op: "MultiheadAttention",
        parameter: "numHeads",
      });
    }
    assign<MultiheadAttention>(this, own);
    // The output's projection is drawn first, as in PyTorch.
    this.outProj = new NonDynamicallyQuantizableLinear(embedDim, embedDim, { bias, dtype: type });
    if (this.outProj.bias !== null) zeros_(this.outProj.bias);
    if ((kdim ?? embedDim) === embedDim && (vdim ?? embedDim) === embedDim) {
      this.inProjWeight = glorot([3 * embedDim, embedDim], type);
    } else {
      this.qProjWeight = glorot([embedDim, embedDim], type);
      this.kProjWeight = glorot([embedDim, kdim ?? embedDim], type);
      this.vProjWeight = glorot([embedDim, vdim ?? embedDim], type);
    }
    this.inProjBias = bias ? filled([3 * embedDim], 0, type) : null;
    this.biasK = addBiasKv ? extra(embedDim, type) : null;
    this.biasV = addBiasKv ? extra(embedDim, type) : null;
  }

  protected override keyOf(property: string): string {
    return snakeCase(property);
  }

  /** @returns the output in the shape of the query, and the weights [N, L, S], or null */
  forward(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    options: AttentionOptions = {},
  ): [output: Tensor, weights: Tensor | null] {
    const { keyPaddingMask = null, attnMask = null, averageAttnWeights = true } = options;
    const batched = query.ndim === 3;
    if (!batched && query.ndim !== 2) {
      throw new RuntimeError(
        `query should be unbatched 2D or batched 3D tensor but received ${query.ndim}-D query tensor`,
        { op: "MultiheadAttention", parameter: "query" },
      );
    }
    const swaps = batched && this.batchFirst;
    const timeFirst = (x: Tensor) => {
      if (!batched) return x.unsqueeze(1);
      return swaps ? x.transpose(0, 1) : x;
    };
    const [q, k, v] = this.project(timeFirst(query), timeFirst(key), timeFirst(value));
    const [queries, samples] = q.shape;
    const extent = { samples, heads: this.numHeads, queries, keys: k.size(0) };
    const heads = this.attend(q, k, v, maskOf(attnMask, keyPaddingMask, extent, q));
    const joined = heads.values.transpose(0, 1).reshape(queries, samples, this.embedDim);
    const projected = this.outProj.call(joined);
    const output = batched ? projected : projected.squeeze(1);
    const ordered = swaps ? output.transpose(0, 1) : output;
    if (options.needWeights === false) return [ordered, null];
    const each = heads.weights.reshape(samples, this.numHeads, queries, -1);
    const weights = averageAttnWeights ? each.mean(1) : each;
    return [ordered, batched ? weights : weights.squeeze(0)];
  }

  /** Query, key and value as the heads see them: [time, N, embedDim]. */
  private project(query: Tensor, key: Tensor, value: Tensor): [Tensor, Tensor, Tensor] {
    const { embedDim, inProjWeight, inProjBias } = this;
    const part = (tensor: Tensor, i: number) => tensor.narrow(0, i * embedDim, embedDim);
    const own = [this.qProjWeight, this.kProjWeight, this.vProjWeight];
    const through = (x: Tensor, i: number) => {
      const weight = inProjWeight === null ? (own[i] as Parameter) : part(inProjWeight, i);
      return F.linear(x, weight, inProjBias && part(inProjBias, i));
    };
    return [through(query, 0), through(key, 1), through(value, 2)];
  }

  /** Attention of all heads: weights [N · heads, L, S] and values [N · heads, L, head size]. */
  private attend(q: Tensor, key: Tensor, value: Tensor, given: Tensor | null) {
    const [, samples] = q.shape;
    const size = this.embedDim / this.numHeads;
    const split = (x: Tensor) =>
      x.reshape(x.size(0), samples * this.numHeads, size).transpose(0, 1);
    const learnt = (x: Tensor, more: Parameter | null) =>
      split(more === null ? x : cat([x, more.expand(1, samples, this.embedDim)]));
    const zero = zeros([samples * this.numHeads, 1, size], { dtype: q.dtype });
    const nought = (x: Tensor) => (this.addZeroAttn ? cat([x, zero], 1) : x);
    const k = nought(learnt(key, this.biasK));
    const v = nought(learnt(value, this.biasV));
    let mask = given;
    if (this.biasK !== null) mask = withOneKeyMore(mask);
    if (this.addZeroAttn) mask = withOneKeyMore(mask);
    const scores = split(q).div(Math.sqrt(size)).matmul(k.transpose(-2, -1));
    const weights = F.softmax(mask === null ? scores : scores.add(mask), -1);
    const kept = this.dropout > 0 ? F.dropout(weights, this.dropout, this.training) : weights;
    return { weights: kept, values: kept.matmul(v) };
  }
}

const glorot = (shape: readonly number[], type: DType | null): Parameter => {
  const weight = filled(shape, 0, type);
  xavierUniform_(weight);
  return weight;
};

/** A learnt key or value that every query sees. */
const extra = (size: number, type: DType | null): Parameter => {
  const bias = filled([1, 1, size], 0, type);
  xavierNormal_(bias);
  return bias;
};
