// LossLandscape by role and keyboard, and what it is made of: samples, lines, heights, the trail.

import { render, screen, waitFor } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { createEffect, createRoot } from "solid-js";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  createTrail,
  createWorkbench,
  LossLandscape,
  type LossLandscapeProps,
  type Place,
  WorkbenchProvider,
} from "../../components";
import { contourLines } from "../../components/landscape/contours";
import { heightsOf, levelsOf } from "../../components/landscape/levels";
import { Refinement } from "../../components/landscape/refine";
import { createSamples } from "../../components/landscape/samples";
import { makeSurface } from "../../components/landscape/surface";
import { createBackward, createTensor, type Tensor, tensor } from "../../src/index";
import { firePointer } from "./pointer-support";

// jsdom has no canvas; what is painted is looked at in a real browser.
beforeEach(() => {
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
});
afterEach(() => vi.restoreAllMocks());

const leaf = (value: number, name: string): Tensor => {
  const made = tensor(value, { requiresGrad: true, dtype: "float64" });
  made.name = name;
  return made;
};
const axes = (x: Tensor, y: Tensor): [Place, Place] => [
  { leaf: x, min: -2, max: 2 },
  { leaf: y, min: -2, max: 2 },
];
const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

describe("the surface", () => {
  test("is the loss at other elements of the same leaf, which stays where it is", () => {
    const w = tensor([1, 2, 3], { requiresGrad: true, dtype: "float64" });
    const loss = w.pow(2).sum().add(w.prod());
    let told = 0;
    const dispose = createRoot((end) => {
      createEffect(() => {
        w.tolist();
        loss.item();
        told++;
      });
      return end;
    });
    const surface = makeSurface(
      loss,
      { leaf: w, at: [0], min: -3, max: 3 },
      { leaf: w, at: [-1], min: -3, max: 3 },
    );
    // w = [a, 2, b]: a² + 4 + b² + 2ab
    for (const [a, b] of [
      [0, 0],
      [-1.5, 2],
      [3, 0.25],
    ] as const) {
      expect(surface.at(a, b)).toBeCloseTo(a * a + 4 + b * b + 2 * a * b, 12);
    }
    expect(w.tolist()).toEqual([1, 2, 3]);
    expect(told).toBe(1);
    // The other elements follow.
    w.setAt([1], -1);
    expect(surface.watchNeighbours()).toBe(true);
    expect(surface.at(2, 3)).toBeCloseTo(4 + 1 + 9 - 6, 12);
    w.setAt([0], 7);
    expect(surface.watchNeighbours()).toBe(false);
    dispose();
  });

  test("over two leaves shares what does not depend on them", () => {
    const [a, b, other] = [leaf(1, "a"), leaf(2, "b"), leaf(10, "other")];
    const surface = makeSurface(a.mul(b).add(other), ...axes(a, b));
    expect(surface.at(3, 4)).toBe(22);
    other.set(0);
    expect(surface.at(3, 4)).toBe(12);
  });

  test("of a dynamic loss needs the function that makes it", () => {
    const [x, y] = [leaf(1, "x"), leaf(1, "y")];
    const bent = (a: Tensor, b: Tensor) =>
      createTensor(() => (Number(a.item()) > 0 ? a.mul(3) : a.neg())).add(b);
    expect(() => makeSurface(bent(x, y), ...axes(x, y))).toThrow(/createTensor/);
    const surface = makeSurface(bent(x, y), ...axes(x, y), bent);
    expect([surface.at(2, 1), surface.at(-2, 1)]).toEqual([7, 3]);
    expect(x.item()).toBe(1);
  });

  test("is nan where the loss throws", () => {
    const [x, y] = [leaf(1, "x"), leaf(1, "y")];
    const surface = makeSurface(x.add(y), ...axes(x, y), (a, b) =>
      createTensor(() => {
        if (Number(a.item()) < 0) throw new Error("not here");
        return a.add(b);
      }),
    );
    expect([surface.at(1, 1), surface.at(-1, 1), surface.at(2, 2)]).toEqual([2, Number.NaN, 4]);
  });
});

describe("refinement", () => {
  test("is coarse first, then twice as fine, and samples no place twice", () => {
    const seen: string[] = [];
    const refinement = new Refinement(
      (across, down) => {
        seen.push(`${across} ${down}`);
        return across + 10 * down;
      },
      4,
      2,
    );
    const sides: number[] = [];
    while (!refinement.done) {
      let left = 7;
      if (refinement.refine(() => left-- <= 0)) sides.push(refinement.samples?.side ?? 0);
    }
    expect(sides).toEqual([5, 9, 17]);
    expect(seen.length).toBe(17 * 17);
    expect(new Set(seen).size).toBe(17 * 17);
    const { side, values } = refinement.samples ?? { side: 0, values: [] };
    values.forEach((value, i) => {
      expect(value).toBeCloseTo((i % side) / 16 + (10 * Math.floor(i / side)) / 16, 12);
    });
  });

  test("does all at once if there is time", () => {
    const refinement = new Refinement((across) => across, 5);
    expect(refinement.refine(() => false)).toBe(true);
    expect(refinement.samples?.side).toBe(33);
  });
});

describe("the samples", () => {
  test("equal the loss by hand, and are taken anew when anything else changes", async () => {
    const [x, y, other] = [leaf(0.5, "x"), leaf(0.25, "y"), leaf(1, "other")];
    const loss = x.pow(2).mul(other).sub(y.mul(3)).add(x.mul(y));
    const byHand = (c: number) =>
      Array.from({ length: 17 * 17 }, (_, i) => {
        const [a, b] = [-2 + ((i % 17) * 4) / 16, 2 - (Math.floor(i / 17) * 4) / 16];
        return a * a * c - 3 * b + a * b;
      });
    const [across, up] = axes(x, y);
    const surface = makeSurface(loss, across, up);
    const { samples, dispose } = createRoot((end) => ({
      samples: createSamples(() => ({ surface, x: across, y: up, depth: 4 })),
      dispose: end,
    }));
    await waitFor(() => expect(samples()?.side).toBe(17));
    expect([...(samples()?.values ?? [])]).toEqual(byHand(1));
    const before = samples();
    // The point itself changes nothing.
    x.set(1.5);
    await nextFrame();
    await nextFrame();
    expect(samples()).toBe(before);
    other.set(-2);
    await waitFor(() => expect([...(samples()?.values ?? [])]).toEqual(byHand(-2)));
    dispose();
  });
});

test("a map that is slow to compute is shown, coarse, though its inputs change at every frame", async () => {
  const [x, y, other] = [leaf(0, "x"), leaf(0, "y"), leaf(1, "other")];
  const [across, up] = axes(x, y);
  const quick = makeSurface(x.add(y).add(other), across, up);
  const slow = {
    ...quick,
    at(a: number, b: number): number {
      for (const until = performance.now() + 1; performance.now() < until; );
      return quick.at(a, b);
    },
  };
  const { samples, dispose } = createRoot((end) => ({
    samples: createSamples(() => ({ surface: slow, x: across, y: up, depth: 3 })),
    dispose: end,
  }));
  const seen = new Set<unknown>();
  for (let i = 0; i < 400 && seen.size < 3; i++) {
    other.set(i);
    await nextFrame();
    seen.add(samples());
  }
  expect(seen.size).toBe(3);
  // And in the end it is that of the last inputs.
  other.set(100);
  await waitFor(() => expect(samples()?.values[0]).toBe(-2 + 2 + 100));
  await waitFor(() => expect(samples()?.values[80]).toBe(2 - 2 + 100));
  dispose();
});

describe("lines of equal height", () => {
  const square = (side: number, f: (x: number, y: number) => number) => ({
    side,
    values: Float64Array.from({ length: side * side }, (_, i) => f(i % side, Math.floor(i / side))),
  });

  test("of a plane are one straight line where it has that height", () => {
    const lines = contourLines(
      square(5, (x) => x),
      1.25,
    );
    expect(lines.length).toBe(1);
    const line = lines[0] ?? [];
    expect(line.length).toBe(10);
    for (let i = 0; i < line.length; i += 2) expect(line[i]).toBe(1.25);
    expect([line[1], line[9]].sort()).toEqual([0, 4]);
  });

  test("of a bowl are closed and about round", () => {
    const lines = contourLines(
      square(41, (x, y) => (x - 20) ** 2 + (y - 20) ** 2),
      144,
    );
    expect(lines.length).toBe(1);
    const line = lines[0] ?? [];
    expect(line.slice(0, 2)).toEqual(line.slice(-2));
    for (let i = 0; i < line.length; i += 2) {
      const radius = Math.hypot((line[i] ?? 0) - 20, (line[i + 1] ?? 0) - 20);
      expect(Math.abs(radius - 12)).toBeLessThan(0.05);
    }
  });

  test("of a saddle do not cross: the middle says which sides belong together", () => {
    // Corners high on one diagonal; once the middle is above the level, once below.
    const corners = { side: 2, values: Float64Array.of(1, 0, 0, 1) };
    const above = contourLines(corners, 0.4);
    const below = contourLines(corners, 0.6);
    expect([above.length, below.length]).toEqual([2, 2]);
    // Above: the low corners are cut off. The top right one lies between the top and the right edge.
    const near = (lines: readonly (readonly number[])[], x: number, y: number) =>
      lines.some((line) => {
        const middle = [
          ((line[0] ?? 0) + (line[2] ?? 0)) / 2,
          ((line[1] ?? 0) + (line[3] ?? 0)) / 2,
        ];
        return Math.abs((middle[0] ?? 0) - x) < 0.3 && Math.abs((middle[1] ?? 0) - y) < 0.3;
      });
    expect([near(above, 1, 0), near(above, 0, 1), near(above, 0, 0)]).toEqual([true, true, false]);
    expect([near(below, 0, 0), near(below, 1, 1), near(below, 1, 0)]).toEqual([true, true, false]);
  });

  test("stop where a corner is not finite", () => {
    const field = square(5, (x) => x);
    field.values[12] = Number.NaN;
    const lines = contourLines(field, 1.5);
    expect(lines.length).toBe(2);
    expect(lines.flatMap((line) => line.filter((_, i) => i % 2 === 1)).sort()).toEqual([
      0, 1, 3, 4,
    ]);
  });
});

describe("heights", () => {
  const of = (...values: number[]) => ({ side: 2, values: Float64Array.from(values) });

  test("are spread evenly, or by their logarithms", () => {
    const linear = heightsOf(of(0, 2, 10, Number.NaN), "linear");
    expect(linear).toMatchObject({ low: 0, high: 10, gaps: true, kind: "linear" });
    expect([0, 5, 10].map((value) => linear?.part(value))).toEqual([0, 0.5, 1]);
    const log = heightsOf(of(1, 10, 50, 100), "log");
    expect(log?.part(10)).toBeCloseTo(0.5, 12);
    expect(levelsOf(log as NonNullable<typeof log>).map(({ value }) => value)).toEqual([
      1.5, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70,
    ]);
  });

  test("with negative ones are never logarithmic; without any finite one there are none", () => {
    expect(heightsOf(of(-1, 1, 2, 3), "log")?.kind).toBe("linear");
    expect(heightsOf(of(Number.NaN, Number.NaN, Infinity, Number.NaN), "linear")).toBeNull();
    const flat = heightsOf(of(2, 2, 2, 2), "linear");
    expect(flat?.part(2)).toBe(0.5);
    expect(levelsOf(flat as NonNullable<typeof flat>)).toEqual([]);
  });
});

describe("the trail", () => {
  test("keeps the places in order, and crowds not", () => {
    const [x, y] = [leaf(0, "x"), leaf(0, "y")];
    const trail = createTrail(...axes(x, y));
    trail.push();
    x.set(0.001);
    trail.push();
    y.set(1);
    trail.push();
    expect(trail.points).toEqual([0, 0, 0.001, 1]);
    trail.clear();
    expect(trail.points).toEqual([]);
  });

  test("thins a long way, and keeps its ends", () => {
    const [x, y] = [leaf(0, "x"), leaf(0, "y")];
    const trail = createTrail(...axes(x, y));
    for (let i = 0; i <= 3000; i++) {
      x.set(i);
      trail.push();
    }
    expect(trail.points.length).toBeLessThanOrEqual(1600);
    expect(trail.points.slice(0, 2)).toEqual([0, 0]);
    expect(trail.points.at(-2)).toBe(3000);
  });
});

describe("the point", () => {
  /** L = x² + 2 y², at (1, 0.5). */
  function bowl(props: Partial<LossLandscapeProps> = {}) {
    const [x, y] = [leaf(1, "x"), leaf(0.5, "y")];
    const loss = x.pow(2).add(y.pow(2).mul(2));
    const bench = createWorkbench();
    const [across, up] = axes(x, y);
    render(() => (
      <WorkbenchProvider workbench={bench}>
        <LossLandscape loss={loss} x={across} y={up} {...props} />
      </WorkbenchProvider>
    ));
    const slider = (name: string) => screen.getByRole("slider", { name }) as HTMLInputElement;
    return { x, y, loss, bench, slider };
  }
  const said = () => screen.getByRole("status").textContent;

  test("is two sliders that say where it is", () => {
    const { slider } = bowl();
    expect(screen.getByRole("figure", { name: "loss over x and y" })).toBeDefined();
    expect(slider("x").getAttribute("aria-valuetext")).toBe("1, loss 1.5000");
    expect(slider("y").getAttribute("aria-valuetext")).toBe("0.5, loss 1.5000");
    expect([slider("y").min, slider("y").max, slider("y").value]).toEqual(["-2", "2", "0.5"]);
  });

  test("moves the way that an arrow points, and takes the focus along", async () => {
    const { x, y, slider, bench } = bowl();
    const user = userEvent.setup();
    slider("x").focus();
    await user.keyboard("{ArrowRight}");
    await waitFor(() => expect(x.item()).toBe(1.02));
    await user.keyboard("{ArrowUp}");
    await waitFor(() => expect(y.item()).toBe(0.52));
    expect(document.activeElement).toBe(slider("y"));
    await user.keyboard("{Shift>}{ArrowLeft}{/Shift}{End}");
    await waitFor(() => expect([x.item(), y.item()]).toEqual([2, 0.52]));
    bench.history.undo();
    expect(x.item()).toBeCloseTo(0.82, 12);
    bench.history.undo();
    bench.history.undo();
    bench.history.undo();
    expect([x.item(), y.item()]).toEqual([1, 0.5]);
    expect(bench.history.undoable()).toBeNull();
  });

  test("speaks once, when the key is let go", async () => {
    bowl().slider("x").focus();
    const user = userEvent.setup();
    await user.keyboard("{ArrowRight>3}");
    expect(said()).toBe("");
    await user.keyboard("{/ArrowRight}");
    // At (1.06, 0.5) the slopes are 2.12 and 2.
    expect(said()).toBe("x 1.06, y 0.5: loss 1.6236. Downhill: less x, less y.");
  });

  test("makes a promise while it is held, and keeps it in mind for both", async () => {
    const { bench, slider } = bowl();
    slider("x").focus();
    const user = userEvent.setup();
    await user.keyboard("{Shift>}{ArrowRight>}");
    await nextFrame();
    await nextFrame();
    // 1.5 + 2 · 0.2, since the slope along x is 2.
    expect(bench.forecast()?.predicted()).toBeCloseTo(1.9, 12);
    await user.keyboard("{/ArrowRight}{/Shift}");
    expect(bench.forecast()).toBeNull();
  });

  test("stays under the pointer that holds it when a key is let go: one step to undo", async () => {
    const { x, y, slider, bench } = bowl();
    firePointer(slider("x").parentElement as Element, "pointerdown", {
      clientX: 100,
      clientY: 100,
    });
    firePointer(window, "pointermove", { clientX: 120, clientY: 100 });
    await waitFor(() => expect(x.item()).toBeGreaterThan(1));
    await userEvent.setup().keyboard("{Shift}");
    expect(bench.forecast()).not.toBeNull();
    firePointer(window, "pointermove", { clientX: 140, clientY: 120 });
    firePointer(window, "pointerup");
    expect(y.item()).toBeLessThan(0.5);
    bench.history.undo();
    expect([x.item(), y.item(), bench.history.undoable()]).toEqual([1, 0.5, null]);
  });

  test("goes back on Escape", async () => {
    const { x, slider, bench } = bowl();
    slider("x").focus();
    const user = userEvent.setup();
    await user.keyboard("{ArrowRight>}");
    await waitFor(() => expect(x.item()).toBe(1.02));
    await user.keyboard("{Escape}{/ArrowRight}");
    expect(x.item()).toBe(1);
    expect(bench.history.undoable()).toBeNull();
  });

  test("follows what assistive technology does with the native thumb", async () => {
    const { y, slider, bench } = bowl();
    slider("y").value = "-1.5";
    slider("y").dispatchEvent(new Event("input", { bubbles: true }));
    await waitFor(() => expect(y.item()).toBe(-1.5));
    expect(bench.history.undoable()?.label).toBe("x, y");
  });

  test("describes the map and follows the leaf", async () => {
    const { x } = bowl();
    const words = () => {
      const id = screen.getByRole("figure").getAttribute("aria-describedby") ?? "";
      return document.getElementById(id)?.textContent ?? "";
    };
    expect(words()).toBe(
      "From 0.0000, near x 0, y 0, up to 12.000. x 1, y 0.5: loss 1.5000. Downhill: less x, less y.",
    );
    x.set(-3);
    expect(words()).toContain("x -3, y 0.5: loss 9.5000. Downhill: more x, less y.");
    expect(document.querySelector(".sa-landscape__point")?.hasAttribute("data-outside")).toBe(true);
  });

  test("shows the slope of the loss alone, whatever .grad holds", () => {
    createRoot((dispose) => {
      const [x, y] = [leaf(1, "x"), leaf(0, "y")];
      const loss = x.pow(2).add(y);
      createBackward(x.mul(-100));
      loss.add(0).backward(null, { inputs: [y] });
      const [across, up] = axes(x, y);
      render(() => <LossLandscape loss={loss} x={across} y={up} />);
      expect(screen.getByRole("figure").textContent).toContain("Downhill: less x, less y.");
      dispose();
    });
  });
});

describe("trouble", () => {
  test("a loss that cannot be had elsewhere is a message", () => {
    const [x, y] = [leaf(1, "x"), leaf(1, "y")];
    const loss = createTensor(() => (Number(x.item()) > 0 ? x.mul(3) : x.neg())).add(y);
    const [across, up] = axes(x, y);
    render(() => <LossLandscape loss={loss} x={across} y={up} />);
    expect(screen.getByText(/createTensor/)).toBeDefined();
  });

  test("a loss that is finite nowhere says so, and part of it that is not has a key", () => {
    const [x, y] = [leaf(1, "x"), leaf(1, "y")];
    const [across, up] = axes(x, y);
    render(() => <LossLandscape loss={x.add(y).mul(Number.NaN)} x={across} y={up} />);
    expect(screen.getByText("The loss is not finite anywhere here.")).toBeDefined();
    render(() => <LossLandscape loss={x.add(y).log()} x={across} y={up} name="other" />);
    expect(screen.getByText("not finite")).toBeDefined();
  });
});
