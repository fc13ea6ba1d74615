// What a node's card says and how much room it takes, from its shape alone, so that the layout holds
// still while values move.

import type { GraphNode } from "../../src/index";
import { shortText } from "../numbers";

export interface Card {
  node: GraphNode;
  /** Where the node stands in the order of the graph, and where its inputs do. */
  id: number;
  inputs: readonly number[];
  /** `z = add`, `w`, `matmul`. */
  title: string;
  shape: string;
  /** The name of the backward node, or "" where there is none. */
  gradFn: string;
  /** Rows and columns of the miniature, or null if the tensor is too large for one. */
  cells: { rows: number; columns: number } | null;
  scalar: boolean;
  /** Whether room is kept for a gradient beside the value. */
  withGradient: boolean;
  block: { width: number; height: number };
  width: number;
  height: number;
}

/** Sizes in the SVG's own units, which are CSS pixels. */
export const metrics = {
  pad: 10,
  title: 18,
  gradFn: 15,
  caption: 15,
  cell: 13,
  between: 16,
  titleChar: 7.9,
  smallChar: 6.7,
};

/** Plain numbers among the inputs are written into the title, not drawn: `mul(·, 2)`. */
export const isNumber = (node: GraphNode): boolean =>
  node.kind === "constant" && node.tensor.name === undefined && node.tensor.shape.length === 0;

function operation(node: GraphNode, nodes: ReadonlyMap<number, GraphNode>): string {
  const inputs = node.inputs.map((id) => nodes.get(id)).filter((input) => input !== undefined);
  if (!inputs.some(isNumber)) return node.op;
  const slots = inputs.map((input) =>
    isNumber(input) ? shortText(Number(input.tensor.item()), false) : "·",
  );
  return `${node.op}(${slots.join(", ")})`;
}

const mostCells = 64;
const mostAcross = 12;

/** The rows and columns of a miniature of `shape`, or null where it would be too large. */
function miniature(shape: readonly number[]): { rows: number; columns: number } | null {
  if (shape.length > 2) return null;
  const columns = shape[shape.length - 1] ?? 1;
  const rows = shape.length === 2 ? (shape[0] ?? 1) : 1;
  return columns <= mostAcross && rows * columns <= mostCells ? { rows, columns } : null;
}

/**
 * The cards of a graph, in its order. They are known by their places in it, which stay the same when a
 * dynamic graph is rebuilt with new nodes in the old form. `hasGradient` keeps room for a second
 * miniature; `rootName` names the last card, unless its tensor has a name of its own.
 */
export function makeCards(
  nodes: readonly GraphNode[],
  hasGradient: (node: GraphNode) => boolean,
  rootName = "",
): Card[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const drawn = nodes.filter((node, i) => !isNumber(node) || i === nodes.length - 1);
  const places = new Map(drawn.map((node, place) => [node.id, place]));
  return drawn.map((node, place) => {
    const inputs = node.inputs.map((id) => places.get(id)).filter((input) => input !== undefined);
    const name = node.tensor.name ?? (place === drawn.length - 1 ? rootName : "");
    return makeCard(node, name, operation(node, byId), place, inputs, hasGradient(node));
  });
}

function makeCard(
  node: GraphNode,
  name: string,
  op: string,
  id: number,
  inputs: readonly number[],
  withGradient: boolean,
): Card {
  const shape = node.tensor.shape;
  const isOp = node.kind === "op";
  const title = isOp ? (name === "" ? op : `${name} = ${op}`) : name || node.label;
  const scalar = shape.length === 0;
  const cells = scalar ? null : miniature(shape);
  const block = scalar
    ? { width: 9 * metrics.titleChar, height: 16 }
    : cells === null
      ? { width: 0, height: 0 }
      : { width: Math.max(cells.columns * metrics.cell, 52), height: cells.rows * metrics.cell };
  const shapeText = `[${shape.join(", ")}]`;
  const gradFn = node.gradFn ?? "";
  const heading = title.length * metrics.titleChar + 12 + shapeText.length * metrics.smallChar;
  const blocks = withGradient ? 2 * block.width + metrics.between : block.width;
  const body = block.height === 0 ? 0 : metrics.caption + block.height + 2;
  return {
    node,
    id,
    inputs,
    title,
    shape: shapeText,
    gradFn,
    cells,
    scalar,
    withGradient,
    block,
    width: Math.ceil(
      Math.max(heading, gradFn.length * metrics.smallChar, blocks) + 2 * metrics.pad,
    ),
    height: Math.ceil(
      metrics.title + (gradFn === "" ? 0 : metrics.gradFn) + body + 2 * metrics.pad - 4,
    ),
  };
}

/** What the layout depends on, as text: equal for graphs that look alike. */
export const formOf = (cards: readonly Card[]): string =>
  cards.map((card) => `${card.width}x${card.height}:${card.inputs.join()}`).join(" ");
