// What a landscape is drawn from: the loss at other places, sampled coarse first and then finer.

import { waitFor } from "@solidjs/testing-library";
import { createEffect, createRoot } from "solid-js";
import { describe, expect, test } from "vitest";
import { Refinement } from "../../components/landscape/refine";
import { createSamples } from "../../components/landscape/samples";
import { makeSurface } from "../../components/landscape/surface";
import { createTensor, type Tensor, tensor } from "../../src/index";
import { axes, leaf } from "./landscape-support";

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
