// A path in words: `w[0, 1] → z[1] → loss`, and its local slopes as a product.

import type { GraphNode } from "../../src/index";
import { minus } from "../numbers";
import { indexOf } from "../place";
import { isNamed } from "./names";
import type { OriginPath } from "./origins";

export interface PathText {
  /** The cells that are named: `w[0, 1]`, `z[1]`, `loss`. */
  readonly cells: readonly string[];
  /** `1`, `0.1275`: the slopes from one of them to the next. */
  readonly slopes: readonly string[];
}

/** Four significant digits. */
export const number = (value: number): string =>
  Number.isNaN(value)
    ? "nan"
    : Number.isFinite(value)
      ? minus(String(Number(value.toPrecision(4))))
      : minus(value > 0 ? "inf" : "-inf");

/** `w[0, 1]`, or the bare name of a scalar. */
export const cellText = (name: string, cell: number, shape: readonly number[]): string =>
  shape.length === 0 ? name : `${name}[${indexOf(cell, shape).join(", ")}]`;

/** One path, through the nodes that `shows` says; slopes between two of them are multiplied. */
function textOf(
  path: OriginPath,
  nodes: ReadonlyMap<number, GraphNode>,
  names: ReadonlyMap<number, string>,
  shows: (node: GraphNode) => boolean,
): PathText {
  const cells: string[] = [];
  const factors: number[] = [];
  let product = 1;
  path.nodes.forEach((id, i) => {
    const node = nodes.get(id);
    product *= i === 0 ? 1 : (path.factors[i - 1] as number);
    if (node === undefined) return;
    if (i > 0 && i < path.nodes.length - 1 && !shows(node)) return;
    cells.push(cellText(names.get(id) ?? node.label, path.cells[i] as number, node.tensor.shape));
    if (i > 0) factors.push(product);
    product = 1;
  });
  if (!path.whole) cells.push("…");
  const slopes = factors.map((factor) =>
    factor < 0 && factors.length > 1 ? `(${number(factor)})` : number(factor),
  );
  return { cells, slopes };
}

/**
 * The paths in words. Tensors without a name of their own are passed over, unless paths could then not be
 * told apart, or one would go from end to end as if nothing were between.
 */
export function pathTexts(
  paths: readonly OriginPath[],
  nodes: readonly GraphNode[],
  names: ReadonlyMap<number, string>,
): PathText[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const short = paths.map((path) => textOf(path, byId, names, isNamed));
  const distinct = new Set(short.map(({ cells }) => cells.join())).size === short.length;
  const leaps = paths.some((path, i) => path.nodes.length > 2 && short[i]?.cells.length === 2);
  return distinct && !leaps ? short : paths.map((path) => textOf(path, byId, names, () => true));
}
