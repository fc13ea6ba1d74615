// What a card says and how much room it takes, from shapes alone, so that the layout holds still while
// values move.

import type { GraphNode } from "../../src/index";
import { shortText } from "../numbers";
import { type Squares, squaresOf } from "./miniature";

export interface Card {
  /** Known by its place and form: the same when a dynamic graph is built anew with new nodes. */
  readonly key: string;
  readonly kind: GraphNode["kind"] | "scope";
  /** The node whose value and gradient it shows; for a folded scope what comes out of it. */
  readonly node: GraphNode;
  /** The ids of the nodes that it stands for. */
  readonly members: readonly number[];
  /** The key of the frame that it stands in. */
  readonly frame: string | null;
  /** The keys of the cards that feed it, one entry per edge. */
  readonly inputs: readonly string[];
  /** `z = add`, `w`, `matmul`, `layer1`. */
  readonly title: string;
  /** The name of the backward node, what a folded scope holds, or "". */
  readonly note: string;
  /** The shape, as written at the right. */
  readonly shape: string;
  /** The squares of the miniature; null for a scalar and where there is none. */
  readonly squares: Squares | null;
  readonly scalar: boolean;
  /** Whether room is kept for a gradient beside the value. */
  readonly withGradient: boolean;
  /** The room for value and for gradient, without their captions; of no height where neither is drawn. */
  readonly block: { readonly width: number; readonly height: number };
  readonly width: number;
  readonly height: number;
}

/** Sizes in the SVG's own units, which are CSS pixels. */
export const metrics = {
  pad: 10,
  title: 18,
  note: 15,
  caption: 15,
  between: 12,
  titleChar: 7.9,
  smallChar: 6.7,
};

/** Plain numbers among the inputs are written into the title, not drawn: `mul(·, 2)`. */
export const isNumber = (node: GraphNode): boolean =>
  node.kind === "constant" && node.tensor.name === undefined && node.tensor.shape.length === 0;

/** The operation of a node as its title has it. */
export function operationOf(node: GraphNode, nodes: ReadonlyMap<number, GraphNode>): string {
  const inputs = node.inputs.map((id) => nodes.get(id)).filter((input) => input !== undefined);
  if (!inputs.some(isNumber)) return node.op;
  const slots = inputs.map((input) =>
    isNumber(input) ? shortText(Number(input.tensor.item()), false) : "·",
  );
  return `${node.op}(${slots.join(", ")})`;
}

/** What is known of a card before it is measured. */
export type CardText = Pick<
  Card,
  "key" | "kind" | "node" | "members" | "frame" | "inputs" | "title" | "note" | "withGradient"
> & {
  /** Instead of the shape, where there is no one value to show. */
  readonly outputs?: string;
};

/** Wide letters, such as Chinese ones, take two places. */
const lengthOf = (text: string): number => {
  let length = 0;
  for (const letter of text) length += (letter.codePointAt(0) as number) > 0x2e80 ? 1.8 : 1;
  return length;
};

export function measured(text: CardText): Card {
  const { outputs, ...rest } = text;
  const shape = text.node.tensor.shape;
  const hidden = outputs !== undefined;
  const scalar = !hidden && shape.length === 0;
  const squares = hidden || scalar ? null : squaresOf(shape);
  const block = scalar
    ? { width: 8 * metrics.titleChar, height: 16 }
    : squares === null
      ? { width: 0, height: 0 }
      : {
          width: Math.max(squares.columns * squares.size, 52),
          height: squares.rows * squares.size,
        };
  const shapeText = outputs ?? `[${shape.join(", ")}]`;
  const mark = text.kind === "scope" ? 16 : 0;
  const heading =
    mark + lengthOf(text.title) * metrics.titleChar + 12 + lengthOf(shapeText) * metrics.smallChar;
  const blocks = text.withGradient ? 2 * block.width + metrics.between : block.width;
  const body = block.height === 0 ? 0 : metrics.caption + block.height + 2;
  return {
    ...rest,
    shape: shapeText,
    squares,
    scalar,
    block,
    width: Math.ceil(
      Math.max(heading, lengthOf(text.note) * metrics.smallChar, blocks) + 2 * metrics.pad,
    ),
    height: Math.ceil(
      metrics.title + (text.note === "" ? 0 : metrics.note) + body + 2 * metrics.pad - 4,
    ),
  };
}
