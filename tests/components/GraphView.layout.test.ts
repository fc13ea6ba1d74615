// The layout of graphs: pure geometry.

import { describe, expect, test } from "vitest";
import { byDagre } from "../../components/graph/dagre";
import { edgePath, neighbour } from "../../components/graph/geometry";
import { byLayers } from "../../components/graph/layers";
import {
  type Box,
  type Direction,
  type Frame,
  type Plan,
  type Point,
  place,
  type Rectangle,
} from "../../components/graph/layout";
import { wrapChain } from "../../components/graph/wrap";

describe("the layout", () => {
  const chain = (length: number): Box[] =>
    Array.from({ length }, (_, id) => ({
      id: String(id),
      width: 100,
      height: 40,
      inputs: id === 0 ? [] : [String(id - 1)],
      frame: null,
    }));
  const plan = (
    boxes: readonly Box[],
    direction: Direction,
    frames: readonly Frame[] = [],
  ): Plan => ({
    boxes,
    frames,
    direction,
  });

  test("sets inputs before what they feed, in either direction, with dagre and without", () => {
    for (const length of [5, 600]) {
      for (const direction of ["across", "down"] as const) {
        const { centres, width, height } = place(plan(chain(length), direction));
        for (let id = 1; id < length; id++) {
          const [before, here] = [centres.get(String(id - 1)), centres.get(String(id))];
          const main = direction === "across" ? "x" : "y";
          expect((here?.[main] ?? 0) > (before?.[main] ?? 0)).toBe(true);
        }
        expect(direction === "across" ? width : height).toBeGreaterThan(length * 40);
      }
    }
  });

  test("a chain turns at the edge of the room, and back: all of it is in sight", () => {
    const placed = wrapChain(chain(8), 420);
    const at = (id: number) => placed?.centres.get(String(id));
    expect(placed?.width).toBeLessThanOrEqual(420);
    expect([0, 1, 2].map((id) => at(id)?.y)).toEqual(Array(3).fill(at(0)?.y));
    expect([3, 4].map((id) => at(id)?.x)).toEqual([at(2)?.x, at(1)?.x]);
    expect(at(3)?.y).toBeGreaterThan(at(2)?.y ?? Number.POSITIVE_INFINITY);
    expect(placed?.edges.map(({ from, to }) => Number(to) - Number(from))).toEqual(
      Array(7).fill(1),
    );
    expect(neighbour("2", "ArrowDown", placed?.centres ?? new Map())).toBe("3");
    for (const { points } of placed?.edges ?? []) expect(edgePath(points)).toMatch(/^M.* L/);
  });

  test("neither a narrow room nor a graph that forks is laid in rows", () => {
    expect(wrapChain(chain(8), 300)).toBeNull();
    const fork = [
      ...chain(8),
      { id: "8", width: 100, height: 40, inputs: ["2", "7"], frame: null },
    ];
    expect(wrapChain(fork, 420)).toBeNull();
  });

  test("where three do not fit side by side, two may", () => {
    const placed = wrapChain(chain(8), 250, true);
    const at = (id: number) => placed?.centres.get(String(id));
    expect(placed?.width).toBeLessThanOrEqual(250);
    expect([at(1)?.y, at(2)?.x]).toEqual([at(0)?.y, at(1)?.x]);
    expect(wrapChain(chain(8), 220, true)).toBeNull();
  });

  test("between ranks there is room for what the backward pass sends", () => {
    const { centres } = place(plan(chain(3), "across"));
    const free = (centres.get("1")?.x ?? 0) - (centres.get("0")?.x ?? 0) - 100;
    // "[5, 3]" and "−0.2661", as EdgeLine measures them.
    expect(free).toBeGreaterThan("−0.2661".length * 6.7 + 10);
  });

  test("draws both edges of x * x", () => {
    const boxes = [
      { id: "0", width: 10, height: 10, inputs: [], frame: null },
      { id: "1", width: 10, height: 10, inputs: ["0", "0"], frame: null },
    ];
    for (const lay of [byDagre, byLayers]) {
      expect(lay(plan(boxes, "across")).edges.map((edge) => edge.slot)).toEqual([0, 1]);
    }
  });

  test("edges start and end at their points", () => {
    const path = edgePath([
      { x: 0, y: 0 },
      { x: 5, y: 5 },
      { x: 10, y: 0 },
    ]);
    expect(path).toMatch(/^M0 0 .* 10 0$/);
  });

  test("walking finds the nearest card ahead, and none beyond the end", () => {
    const { centres } = place(plan(chain(3), "across"));
    expect(neighbour("1", "ArrowRight", centres)).toBe("2");
    expect(neighbour("2", "ArrowRight", centres)).toBeNull();
  });

  describe("with frames", () => {
    // x → [ a → [ b ] ] → c, and w into b: two frames, one in the other.
    const box = (id: string, inputs: string[], frame: string | null): Box => ({
      id,
      width: 100,
      height: 40,
      inputs,
      frame,
    });
    const boxes = [
      box("x", [], null),
      box("w", [], "inner"),
      box("a", ["x"], "outer"),
      box("b", ["a", "w"], "inner"),
      box("y", [], null),
      box("c", ["b", "y"], null),
    ];
    const frames: Frame[] = [
      { id: "outer", outer: null },
      { id: "inner", outer: "outer" },
    ];
    const holds = (outer: Rectangle, inner: Rectangle): boolean =>
      outer.x < inner.x &&
      outer.y < inner.y &&
      outer.x + outer.width > inner.x + inner.width &&
      outer.y + outer.height > inner.y + inner.height;

    test.each([
      ["dagre", byDagre],
      ["layers", byLayers],
    ] as const)("%s: a frame holds its boxes and frames, and nobody else's middle", (_, lay) => {
      for (const direction of ["across", "down"] as const) {
        const placed = lay(plan(boxes, direction, frames));
        const frame = (id: string) => placed.frames.get(id) as Rectangle;
        const of = (id: string): Rectangle => {
          const { x, y } = placed.centres.get(id) as Point;
          return { x: x - 50, y: y - 20, width: 100, height: 40 };
        };
        expect(
          holds({ x: 0, y: 0, width: placed.width, height: placed.height }, frame("outer")),
        ).toBe(true);
        expect(holds(frame("outer"), frame("inner"))).toBe(true);
        for (const id of ["w", "b"]) expect(holds(frame("inner"), of(id))).toBe(true);
        expect(holds(frame("outer"), of("a"))).toBe(true);
        const middle = (id: string): Rectangle => ({
          ...of(id),
          x: of(id).x + 50,
          y: of(id).y + 20,
          width: 0,
          height: 0,
        });
        for (const id of ["x", "y", "c"]) expect(holds(frame("outer"), middle(id))).toBe(false);
        expect(holds(frame("inner"), middle("a"))).toBe(false);
      }
    });
  });
});
