// The plain layout: each box one layer after its latest input, straight edges. Linear in the size of the
// graph, for those that dagre takes too long for. What is in a frame is laid out by itself, and its frame
// is then a box among the others.

import { framed } from "./frames";
import { type Box, gap, inset, type Placed, type Plan, type Point } from "./layout";

/** A box or a frame, among its neighbours. */
interface Member {
  readonly id: string;
  width: number;
  height: number;
  /** The neighbours it is fed by, itself or what is in it. */
  readonly inputs: Set<string>;
}

export function byLayers(plan: Plan): Placed {
  const { boxes, frames, direction } = plan;
  const across = direction === "across";
  const outerOf = new Map<string, string | null>(frames.map((frame) => [frame.id, frame.outer]));
  for (const box of boxes) outerOf.set(box.id, box.frame);
  const chainOf = (id: string): string[] => {
    const chain = [id];
    for (let at = outerOf.get(id) ?? null; at !== null; at = outerOf.get(at) ?? null)
      chain.push(at);
    return chain.reverse();
  };
  const members = new Map<string | null, Map<string, Member>>();
  const memberOf = (id: string): Member => {
    const outer = outerOf.get(id) ?? null;
    const among = members.get(outer) ?? new Map<string, Member>();
    members.set(outer, among);
    const found = among.get(id) ?? { id, width: 0, height: 0, inputs: new Set<string>() };
    among.set(id, found);
    return found;
  };
  for (const box of boxes) {
    const to = chainOf(box.id);
    for (const id of to) memberOf(id);
    Object.assign(memberOf(box.id), { width: box.width, height: box.height });
    for (const input of box.inputs) {
      const from = chainOf(input);
      let depth = 0;
      while (from[depth] === to[depth] && depth + 1 < Math.min(from.length, to.length)) depth++;
      const [source, target] = [from[depth] as string, to[depth] as string];
      if (source !== target) memberOf(target).inputs.add(source);
    }
  }
  const local = new Map<string, Point>();
  // Inner frames first: their sizes are known when those around them are laid out.
  for (const frame of [...frames].reverse()) {
    const size = layOut([...(members.get(frame.id)?.values() ?? [])], across, local);
    const [width, height] = [size.width + 2 * inset.side, size.height + inset.title + inset.side];
    Object.assign(memberOf(frame.id), { width, height });
  }
  layOut([...(members.get(null)?.values() ?? [])], across, local);
  const corner = (id: string): Point => {
    const own = local.get(id) as Point;
    const outer = outerOf.get(id) ?? null;
    if (outer === null) return own;
    const around = corner(outer);
    return { x: around.x + inset.side + own.x, y: around.y + inset.title + own.y };
  };
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const centres = new Map(
    boxes.map(({ id, width, height }) => {
      const { x, y } = corner(id);
      return [id, { x: x + width / 2, y: y + height / 2 }];
    }),
  );
  const edges = boxes.flatMap((to) =>
    to.inputs.map((input, slot) => {
      const from = byId.get(input) as Box;
      const points = straight(
        from,
        centres.get(input) as Point,
        to,
        centres.get(to.id) as Point,
        across,
      );
      return { from: input, to: to.id, slot, points };
    }),
  );
  return framed(plan, centres, edges);
}

/** Sets the left upper corners of neighbours, in layers. @returns the room that they take. */
function layOut(
  members: readonly Member[],
  across: boolean,
  corners: Map<string, Point>,
): { width: number; height: number } {
  const layerOf = new Map<string, number>();
  const layers: Member[][] = [];
  for (const member of members) {
    let layer = 0;
    for (const input of member.inputs) layer = Math.max(layer, (layerOf.get(input) ?? -1) + 1);
    layerOf.set(member.id, layer);
    const row = layers[layer] ?? [];
    row.push(member);
    layers[layer] = row;
  }
  const [depthOf, breadthOf] = across
    ? (["width", "height"] as const)
    : (["height", "width"] as const);
  const between = gap.rank[across ? "across" : "down"];
  let [along, breadth] = [0, 0];
  for (const layer of layers) {
    const depth = Math.max(...layer.map((member) => member[depthOf]));
    let offset = 0;
    for (const member of layer) {
      const main = along + (depth - member[depthOf]) / 2;
      corners.set(member.id, across ? { x: main, y: offset } : { x: offset, y: main });
      offset += member[breadthOf] + gap.node;
    }
    breadth = Math.max(breadth, offset - gap.node);
    along += depth + between;
  }
  const length = Math.max(0, along - between);
  return across ? { width: length, height: breadth } : { width: breadth, height: length };
}

/** From the side of one box to the facing side of the other. */
function straight(from: Box, start: Point, to: Box, end: Point, across: boolean): Point[] {
  return across
    ? [
        { x: start.x + from.width / 2, y: start.y },
        { x: end.x - to.width / 2, y: end.y },
      ]
    : [
        { x: start.x, y: start.y + from.height / 2 },
        { x: end.x, y: end.y - to.height / 2 },
      ];
}
