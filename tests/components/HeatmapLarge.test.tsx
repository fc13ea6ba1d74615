// Large tensors: pixels for the eye, a summary and one cursor for the keyboard and the screen reader.

import { render, screen } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createWorkbench, Heatmap, WorkbenchProvider } from "../../components";
import { palette } from "../../components/colours";
import { arrange, canvasSize, fits } from "../../components/heatmap/size";
import { readCells } from "../../components/source";
import { arange, createBackward, type Tensor, tensor, zeros } from "../../src/index";

// jsdom draws nothing: a context that keeps the pixels it was given last.
let pixels = new Uint8ClampedArray();
let paints = 0;
/** The rows that were painted last: the first, and how many. */
let painted: number[] = [];
let images = 0;
beforeEach(() => {
  [paints, images] = [0, 0];
  const context = {
    createImageData: (width: number, height: number) => {
      images++;
      return { width, height, data: new Uint8ClampedArray(4 * width * height) };
    },
    putImageData: (image: ImageData, ...where: number[]) => {
      paints++;
      painted = [where[3] ?? 0, where[5] ?? image.height];
      pixels = image.data;
    },
  };
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(context as never);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
const pixel = (at: number): number[] => [...pixels.slice(4 * at, 4 * at + 4)];
const colour = (step: number): number[] => [...(palette("PuOr").table.light[step] ?? []), 255];

describe("a large tensor", () => {
  const made = (): Tensor => {
    const big = zeros(21, 20);
    big.setAt([0, 1], -2.5);
    big.setAt([1, 1], 5);
    big.setAt([2, 1], Number.NaN);
    big.setAt([2, 2], Number.NEGATIVE_INFINITY);
    return big;
  };

  test("is one pixel to a cell; hatching shows through what is not finite", () => {
    render(() => <Heatmap of={made()} name="big" />);
    expect(pixels).toHaveLength(4 * 21 * 20);
    expect(pixel(0)).toEqual(colour(128));
    expect(pixel(1)).toEqual(colour(64));
    expect(pixel(21)).toEqual(colour(256));
    // NaN is all hatching, which shows through what is infinite too.
    expect(pixel(41)).toEqual([0, 0, 0, 0]);
    expect(pixel(42)).toEqual([60, 30, 105, 200]);
  });

  test("is no table for a screen reader but a sentence, and a cursor that speaks one cell", async () => {
    const user = userEvent.setup();
    render(() => <Heatmap of={made()} name="big" />);
    expect(screen.queryByRole("grid")).toBeNull();
    const picture = screen.getByRole("application", { name: "big [21, 20]" });
    const described = picture.getAttribute("aria-describedby")?.split(" ")[0] ?? "";
    expect(document.getElementById(described)?.textContent).toBe(
      "21 by 20, largest 5 at row 2, column 2, smallest −2.5 at row 1, column 2, 2 not finite",
    );
    const spoken = () => document.querySelector("figure > [aria-live]")?.textContent;
    await user.tab();
    expect(spoken()).toBe("big[0, 0] = 0");
    await user.keyboard("{ArrowRight}{ArrowDown}");
    expect(spoken()).toBe("big[1, 1] = 5");
    expect(document.querySelector(".sa-heatmap__readout")?.textContent).toBe("big[1, 1] = 5");
    await user.keyboard("{PageDown}{End}");
    expect(spoken()).toBe("big[11, 19] = 0");
    await user.keyboard("{Control>}{End}{/Control}");
    expect(spoken()).toBe("big[20, 19] = 0");
    const ring = document.querySelector<HTMLElement>(".sa-heatmap__ring");
    expect(ring?.style.getPropertyValue("--_top")).toBe(`${((100 * 20) / 21).toFixed(4)}%`);
    expect(ring?.style.getPropertyValue("--_left")).toBe("95.0000%");
    await user.tab();
    expect(document.querySelector(".sa-heatmap__ring")).toBeNull();
  });

  test("is read and painted once a frame, into the image of before", async () => {
    const w = zeros(30, 30, { requiresGrad: true });
    let reads = 0;
    render(() => {
      createBackward(w.mul(w).sum());
      return (
        <Heatmap
          of={() => {
            reads++;
            return w.grad;
          }}
          name="w.grad"
        />
      );
    });
    // The first change is read at once: until then nobody knows that it is large.
    w.setAt([0, 0], 0.75);
    await frame();
    [reads, paints] = [0, 0];
    for (let i = 1; i <= 10; i++) w.setAt([0, 0], i / 10);
    expect([reads, paints]).toEqual([0, 0]);
    await frame();
    await frame();
    expect([reads, paints, images]).toEqual([1, 1, 1]);
    // The gradient is 2w: 2 at the end of a scale that ends at 2, as it has been positive only.
    expect(pixel(0)).toEqual(colour(256));
  });

  test("is painted where numbers have changed, and not at all where none has", async () => {
    const w = arange(10_000).reshape(100, 100).div(1).detach().clone();
    render(() => <Heatmap of={w} name="w" domain={[0, 1e4]} />);
    w.setAt([99, 99], 5000);
    await frame();
    // In pieces of 4096 elements: the last begins in row 81.
    paints = 0;
    w.setAt([99, 99], 0);
    await frame();
    await frame();
    expect([paints, painted]).toEqual([1, [81, 19]]);
    expect([pixel(0), pixel(9998), pixel(9999)]).toEqual([colour(128), colour(256), colour(128)]);
    w.setAt([99, 99], 0);
    w.setAt([10, 0], 1000);
    await frame();
    await frame();
    expect([paints, painted]).toEqual([1, [81, 19]]);
    w.setAt([10, 0], 1e4);
    w.setAt([50, 0], Number.POSITIVE_INFINITY);
    await frame();
    await frame();
    expect([paints, painted]).toEqual([2, [0, 82]]);
    expect([pixel(1000), pixel(5000)]).toEqual([colour(256), [255, 176, 0, 176]]);
  });

  test("has a legend that names what is not finite, if there is any", async () => {
    const w = zeros(30, 30);
    render(() => <Heatmap of={w} name="w" />);
    const named = () =>
      [...document.querySelectorAll<HTMLElement>(".sa-legend__strange")].map((each) => [
        each.dataset.strange,
        each.textContent,
      ]);
    expect(named()).toEqual([]);
    w.setAt([0, 0], Number.NEGATIVE_INFINITY);
    await frame();
    await frame();
    expect(named()).toEqual([["-inf", "−inf"]]);
    w.setAt([1, 0], Number.NaN);
    w.setAt([2, 0], Number.POSITIVE_INFINITY);
    await frame();
    await frame();
    expect(named()).toEqual([
      ["nan", "nan"],
      ["inf", "inf"],
      ["-inf", "−inf"],
    ]);
  });

  test("of 400 elements is still a table", () => {
    render(() => <Heatmap of={zeros(20, 20)} name="big" />);
    expect(screen.getAllByRole("gridcell")).toHaveLength(400);
  });

  test("follows from a table to pixels and back", async () => {
    const small = tensor([1, 2]);
    const big = arange(500);
    const choice = tensor(0);
    render(() => <Heatmap of={() => (choice.item() === 0 ? small : big)} name="t" />);
    expect(screen.getAllByRole("gridcell")).toHaveLength(2);
    choice.set(1);
    expect(screen.queryByRole("grid")).toBeNull();
    expect(pixels).toHaveLength(4 * 500);
    choice.set(0);
    await frame();
    await frame();
    expect(screen.getAllByRole("gridcell").map((cell) => cell.textContent)).toEqual(["1", "2"]);
  });

  test("covers what a brushed cell elsewhere did not come from, and rings what it did", () => {
    const workbench = createWorkbench();
    const w = arange(900).reshape(30, 30).div(900).detach().clone();
    const sums = w.sum(0);
    render(() => (
      <WorkbenchProvider workbench={workbench}>
        <Heatmap of={w} name="w" />
      </WorkbenchProvider>
    ));
    const canvases = () => document.querySelectorAll("canvas").length;
    workbench.setBrush({ tensor: sums, cell: 4 });
    expect(canvases()).toBe(2);
    // The veil is transparent over column 4 and nowhere else.
    const clear = Array.from({ length: 900 }, (_, i) => i).filter((i) => pixel(i)[3] === 0);
    expect(clear).toEqual(Array.from({ length: 30 }, (_, row) => 30 * row + 4));
    const ring = document.querySelector<HTMLElement>(".sa-heatmap__ring")?.style;
    const box = ["--_top", "--_left", "--_height", "--_width"].map((name) =>
      Number.parseFloat(ring?.getPropertyValue(name) ?? ""),
    );
    expect(box).toEqual([0, 13.3333, 100, 3.3333]);
    // Its own cell is ringed, and covers nothing.
    workbench.setBrush({ tensor: w, cell: 3 });
    expect(canvases()).toBe(1);
    expect(document.querySelectorAll(".sa-heatmap__ring")).toHaveLength(1);
    workbench.setBrush(null);
    expect(document.querySelectorAll(".sa-heatmap__ring")).toHaveLength(0);
  });
});

describe("sizes", () => {
  test.each([
    // Whole device pixels to a cell, at each ratio.
    [64, 64, 300, 480, 1, { width: 256, height: 256, shrunk: false }],
    [64, 64, 300, 480, 2, { width: 288, height: 288, shrunk: false }],
    [64, 64, 300, 480, 1.5, { width: (7 * 64) / 1.5, height: (7 * 64) / 1.5, shrunk: false }],
    // Held by the height.
    [100, 50, 300, 480, 1, { width: 200, height: 400, shrunk: false }],
    // More cells than pixels.
    [1024, 1024, 300, 480, 1, { width: 300, height: 300, shrunk: true }],
    // Vectors are thick enough to see.
    [1, 500, 600, 480, 1, { width: 500, height: 24, shrunk: false }],
    [500, 1, 600, 480, 1, { width: 24, height: 480, shrunk: true }],
    [1, 5000, 600, 480, 1, { width: 600, height: 24, shrunk: true }],
  ])("of %i × %i cells in %i × %i pixels at ratio %f", (rows, columns, room, tall, ratio, size) => {
    expect(canvasSize(rows, columns, room, tall, ratio)).toEqual(size);
  });

  test("matrices of rank 4 stand in whole runs of the inner index, where there is room", () => {
    const cells = readCells(zeros(6, 3, 5, 5), false);
    expect(arrange(cells, 18, false, 700).across).toBe(6);
    expect(arrange(cells, 18, false, 400).across).toBe(3);
    expect(arrange(cells, 18, false, 200).across).toBe(2);
    expect(arrange(cells, 18, false, 10).across).toBe(1);
  });

  test("numbers are shown where their smallest type fits", () => {
    expect(fits(7, 60)).toBe(true);
    expect(fits(7, 40)).toBe(false);
  });
});
