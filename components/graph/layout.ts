// Where the cards of a graph go: dagre's layers, or plain ones when the graph is too large for dagre
// to answer within a frame or two. Pure; knows sizes and edges, nothing of tensors.

import { layout as dagreLayout, Graph } from "@dagrejs/dagre";

export interface Box {
  id: number;
  width: number;
  height: number;
  inputs: readonly number[];
}

export interface Point {
  x: number;
  y: number;
}

export interface Placed {
  width: number;
  height: number;
  /** The middle of each box. */
  centres: Map<number, Point>;
  edges: { from: number; to: number; points: Point[] }[];
}

/** `across` runs from left to right, `down` from top to bottom. */
export type Direction = "across" | "down";

/** Free room around the whole, and between neighbours, in pixels. */
export const margin = 4;
export const gap = { rank: 34, node: 18 };
/** dagre takes 0.13 s for 100 nodes and a second for 500. */
const mostForDagre = 120;

export function place(boxes: readonly Box[], direction: Direction): Placed {
  return boxes.length <= mostForDagre ? byDagre(boxes, direction) : byLayers(boxes, direction);
}

function byDagre(boxes: readonly Box[], direction: Direction): Placed {
  const graph = new Graph<
    object,
    { x: number; y: number; width: number; height: number },
    { points: Point[] }
  >({
    multigraph: true,
  });
  graph.setGraph({
    rankdir: direction === "across" ? "LR" : "TB",
    ranksep: gap.rank,
    nodesep: gap.node,
    marginx: margin,
    marginy: margin,
  });
  for (const box of boxes) {
    graph.setNode(String(box.id), { x: 0, y: 0, width: box.width, height: box.height });
  }
  for (const box of boxes) {
    box.inputs.forEach((input, slot) => {
      // x * x has two edges between the same nodes: the slot tells them apart.
      graph.setEdge(String(input), String(box.id), { points: [] }, String(slot));
    });
  }
  dagreLayout(graph);
  const centres = new Map<number, Point>();
  let [width, height] = [0, 0];
  for (const box of boxes) {
    const { x, y } = graph.node(String(box.id));
    centres.set(box.id, { x, y });
    width = Math.max(width, x + box.width / 2 + margin);
    height = Math.max(height, y + box.height / 2 + margin);
  }
  const edges = graph.edges().map((edge) => ({
    from: Number(edge.v),
    to: Number(edge.w),
    points: graph.edge(edge).points,
  }));
  return { width, height, centres, edges };
}

/** Each box one layer after its latest input, straight edges: linear in the size of the graph. */
function byLayers(boxes: readonly Box[], direction: Direction): Placed {
  const layerOf = new Map<number, number>();
  const layers: Box[][] = [];
  for (const box of boxes) {
    const layer = Math.max(-1, ...box.inputs.map((input) => layerOf.get(input) ?? -1)) + 1;
    layerOf.set(box.id, layer);
    layers[layer] = [...(layers[layer] ?? []), box];
  }
  const across = direction === "across";
  const centres = new Map<number, Point>();
  let [along, breadth] = [margin, 0];
  for (const layer of layers) {
    const depth = Math.max(...layer.map((box) => (across ? box.width : box.height)));
    let offset = margin;
    for (const box of layer) {
      const size = across ? box.height : box.width;
      const [main, cross] = [along + depth / 2, offset + size / 2];
      centres.set(box.id, across ? { x: main, y: cross } : { x: cross, y: main });
      offset += size + gap.node;
    }
    breadth = Math.max(breadth, offset - gap.node + margin);
    along += depth + gap.rank;
  }
  const length = along - gap.rank + margin;
  const sizes = new Map(boxes.map((box) => [box.id, box]));
  const edges = boxes.flatMap((box) =>
    box.inputs.map((input) => {
      const [from, to] = [sizes.get(input), box];
      const start = { ...(centres.get(input) as Point) };
      const end = { ...(centres.get(box.id) as Point) };
      if (across) [start.x, end.x] = [start.x + (from?.width ?? 0) / 2, end.x - to.width / 2];
      else [start.y, end.y] = [start.y + (from?.height ?? 0) / 2, end.y - to.height / 2];
      return { from: input, to: box.id, points: [start, end] };
    }),
  );
  return across
    ? { width: length, height: breadth, centres, edges }
    : { width: breadth, height: length, centres, edges };
}

/** An edge as an SVG path: rounded at its corners. */
export function edgePath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest[rest.length - 1];
  if (first === undefined || last === undefined) return "";
  let path = `M${first.x} ${first.y}`;
  for (let i = 0; i + 1 < rest.length; i++) {
    const [corner, next] = [rest[i] as Point, rest[i + 1] as Point];
    const end =
      i + 2 === rest.length ? next : { x: (corner.x + next.x) / 2, y: (corner.y + next.y) / 2 };
    path += ` Q${corner.x} ${corner.y} ${end.x} ${end.y}`;
  }
  return rest.length === 1 ? `${path} L${last.x} ${last.y}` : path;
}

/** The head of an edge's arrow, as an SVG path. Drawn rather than a marker: those need document-wide ids. */
export function arrowPath(points: readonly Point[], size = 7): string {
  const tip = points[points.length - 1];
  const before = points[points.length - 2];
  if (tip === undefined || before === undefined) return "";
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const [dx, dy] = [((tip.x - before.x) / length) * size, ((tip.y - before.y) / length) * size];
  const [bx, by] = [tip.x - dx, tip.y - dy];
  return `M${tip.x} ${tip.y} L${bx - dy / 2} ${by + dx / 2} L${bx + dy / 2} ${by - dx / 2} Z`;
}

/** The nearest box from `id` in the direction of an arrow key, or null if none lies there. */
export function neighbour(id: number, key: string, centres: Map<number, Point>): number | null {
  const here = centres.get(id);
  const aim = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
  if (here === undefined || aim === undefined) return null;
  const [ax = 0, ay = 0] = aim;
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [other, there] of centres) {
    const [dx, dy] = [there.x - here.x, there.y - here.y];
    const ahead = dx * ax + dy * ay;
    const aside = Math.abs(dx * ay - dy * ax);
    if (other === id || ahead < 1) continue;
    const cost = ahead + 2 * aside;
    if (cost < least) [best, least] = [other, cost];
  }
  return best;
}
