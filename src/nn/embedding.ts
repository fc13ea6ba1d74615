// Embedding: rows of a matrix by index.

import { IndexError, ValueError } from "../errors";
import { type CallArguments, dtype, flag, int, number } from "../params";
import type { Tensor } from "../tensor";
import { assign, named } from "./arguments";
import { filled } from "./fresh";
import * as F from "./functional";
import { normal_ } from "./init";
import { refill } from "./leaves";
import { Module } from "./module";
import { Parameter } from "./parameter";
import * as python from "./pythonText";

const params = [
  int("numEmbeddings"),
  int("embeddingDim"),
  int("paddingIdx", null),
  number("maxNorm", null),
  number("normType", 2),
  flag("scaleGradByFreq", false),
  flag("sparse", false),
  dtype("dtype", null),
] as const;

/** A vector for each index. Input of integers [...], output [..., embeddingDim]. */
export class Embedding extends Module {
  declare readonly numEmbeddings: number;
  declare readonly embeddingDim: number;
  /** The index whose vector starts at zero and gets no gradient; null for none. */
  declare readonly paddingIdx: number | null;
  declare readonly maxNorm: number | null;
  declare readonly normType: number;
  declare readonly scaleGradByFreq: boolean;
  declare readonly sparse: boolean;
  /** [numEmbeddings, embeddingDim] */
  declare weight: Parameter;

  /**
   * `new Embedding(numEmbeddings, embeddingDim, paddingIdx = null, maxNorm = null, normType = 2,
   * scaleGradByFreq = false, sparse = false, dtype = null)`, or by name from any point on.
   * @param maxNorm vectors longer than this are scaled to it when they are looked up
   * @example new nn.Embedding(10, 3).call(tensor([1, 4], { dtype: "int64" })) // [2, 3]
   * @throws IndexError if paddingIdx is out of range.
   */
  constructor(...given: CallArguments<typeof params>) {
    super();
    const { dtype: type, ...own } = named("Embedding", params, given);
    const { numEmbeddings, embeddingDim, paddingIdx: index } = own;
    if (index !== null && (index >= numEmbeddings || index < -numEmbeddings)) {
      throw new IndexError("Padding_idx must be within num_embeddings", {
        op: "Embedding",
        parameter: "paddingIdx",
      });
    }
    const paddingIdx = index !== null && index < 0 ? index + numEmbeddings : index;
    const weight = filled([numEmbeddings, embeddingDim], 0, type);
    assign<Embedding>(this, { ...own, paddingIdx, weight });
    normal_(weight);
    if (paddingIdx === null) return;
    const start = paddingIdx * embeddingDim;
    refill(weight, (values) => values.fill(0, start, start + embeddingDim));
  }

  /**
   * An embedding with given vectors.
   * @param embeddings [numEmbeddings, embeddingDim]; copied
   * @param freeze whether they stay as they are, without gradient. Default `true`.
   * @example nn.Embedding.fromPretrained(tensor([[1, 2], [3, 4]]))
   * @throws ValueError for anything but a matrix.
   */
  static fromPretrained(
    embeddings: Tensor,
    freeze = true,
    options: { readonly paddingIdx?: number | null; readonly maxNorm?: number | null } = {},
  ): Embedding {
    if (embeddings.ndim !== 2) {
      throw new ValueError("Embeddings parameter is expected to be 2-dimensional", {
        op: "fromPretrained",
        parameter: "embeddings",
      });
    }
    const [rows, columns] = embeddings.shape;
    const embedding = new Embedding(rows, columns, options);
    embedding.weight = new Parameter(embeddings, !freeze);
    return embedding;
  }

  forward(input: Tensor): Tensor {
    const { weight, paddingIdx, maxNorm, normType, scaleGradByFreq, sparse } = this;
    return F.embedding(input, weight, { paddingIdx, maxNorm, normType, scaleGradByFreq, sparse });
  }

  override extraRepr(): string {
    const parts = [`${this.numEmbeddings}, ${this.embeddingDim}`];
    if (this.paddingIdx !== null) parts.push(python.fields(this, "paddingIdx"));
    if (this.maxNorm !== null) parts.push(python.fields(this, "maxNorm"));
    if (this.normType !== 2) parts.push(python.fields(this, "normType"));
    if (this.scaleGradByFreq) parts.push(python.fields(this, "scaleGradByFreq"));
    if (this.sparse) parts.push(python.fields(this, "sparse"));
    return parts.join(", ");
  }
}
