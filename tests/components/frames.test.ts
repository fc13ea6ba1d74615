// Writes collected for a frame, and runs of many steps that leave the page its frames.

import { createEffect, createRoot } from "solid-js";
import { describe, expect, it, vi } from "vitest";
import { makeFrameWrites, runSteps } from "../../components/index";
import { tensor } from "../../src/index";

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Counts how often readers of `read` run. */
function watch(read: () => unknown) {
  const seen: unknown[] = [];
  const dispose = createRoot((end) => {
    createEffect(() => seen.push(read()));
    return end;
  });
  return { seen, dispose };
}

describe("writes collected for a frame", () => {
  it("make one run, however many there are", async () => {
    const w = tensor([0, 0]);
    const { seen, dispose } = watch(() => w.mul(2).tolist());
    const { later } = makeFrameWrites();
    for (let i = 1; i <= 50; i++) later(() => w.setAt([i % 2], i));
    expect(w.tolist()).toEqual([0, 0]);
    await nextFrame();
    await nextFrame();
    expect(seen).toEqual([
      [0, 0],
      [100, 98],
    ]);
    dispose();
  });

  it("can be carried out at once, and then not again", async () => {
    const w = tensor([0]);
    const { later, now } = makeFrameWrites();
    later(() => w.add_(1));
    now();
    expect(w.tolist()).toEqual([1]);
    await nextFrame();
    await nextFrame();
    expect(w.tolist()).toEqual([1]);
  });
});

describe("a write that fails", () => {
  it("does not lose the others of its frame", () => {
    const w = tensor([0, 0]);
    const { later, now } = makeFrameWrites();
    later(() => w.setAt([5], 1));
    later(() => w.setAt([1], 2));
    expect(now).toThrow(/out of bounds/);
    expect(w.tolist()).toEqual([0, 2]);
  });
});

describe("a run of many steps", () => {
  it("takes them all in order, over several frames, watchers once a frame", async () => {
    const w = tensor(0, { dtype: "float64" });
    const { seen, dispose } = watch(() => w.item());
    const frames: number[] = [];
    const order: number[] = [];
    const taken = await runSteps(
      (i) => {
        order.push(i);
        w.add_(1);
        // Long enough that not all fit one frame.
        for (const until = performance.now() + 1; performance.now() < until; );
      },
      { count: 20, budget: 3, onFrame: (n) => frames.push(n) },
    );
    expect(taken).toBe(20);
    expect(order).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(frames.at(-1)).toBe(20);
    expect(frames.length).toBeGreaterThan(3);
    expect(seen.length).toBe(frames.length + 1);
    dispose();
  });

  it("keeps to a rate, which may change on the way", async () => {
    // Frames at 0, 10, 20, … ms of a clock of our own.
    let now = 0;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => now);
    const frames = vi.spyOn(globalThis, "requestAnimationFrame").mockImplementation((callback) => {
      now += 10;
      queueMicrotask(() => callback(now));
      return 1;
    });
    const done: number[] = [];
    let rate = 100;
    await runSteps(() => {}, {
      count: 12,
      rate: () => rate,
      onFrame: (n) => {
        done.push(n);
        if (n === 5) rate = 200;
      },
    });
    clock.mockRestore();
    frames.mockRestore();
    // The first step is due at once, then one every 10 ms; at 200 a second, two.
    expect(done).toEqual([2, 3, 4, 5, 7, 9, 11, 12]);
  });

  it("ends when asked to", async () => {
    const stop = new AbortController();
    const taken = await runSteps(
      (i) => {
        if (i === 4) stop.abort();
      },
      { count: 1_000_000, signal: stop.signal },
    );
    expect(taken).toBe(5);
  });

  it("hands on what a step throws, after the steps before it", async () => {
    const w = tensor(0);
    const run = runSteps(
      (i) => {
        if (i === 3) throw new Error("no further");
        w.add_(1);
      },
      { count: 10 },
    );
    await expect(run).rejects.toThrow("no further");
    expect(w.item()).toBe(3);
  });
});
