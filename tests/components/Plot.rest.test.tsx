// The picture of a plot at rest is that of its data: how fast the machine was leaves no trace in it.

import { cleanup, render } from "@solidjs/testing-library";
import { afterEach, expect, test, vi } from "vitest";
import { Plot } from "../../components";
import { type Tensor, tensor } from "../../src/index";

afterEach(() => vi.restoreAllMocks());

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const path = () => document.querySelector('[part="curve"]')?.getAttribute("d") ?? "";
const ticks = () => [...document.querySelectorAll('[part="tick"] text')].map((t) => t.textContent);

/** Waits until the curve stays the same for some frames. @returns how many pictures there were. */
async function rest(): Promise<number> {
  let [last, calm, pictures] = [path(), 0, 1];
  while (calm < 4) {
    await frame();
    const now = path();
    calm = now === last ? calm + 1 : 0;
    if (now !== last) pictures++;
    last = now;
  }
  return pictures;
}

/** A clock on which every look at it takes so many milliseconds. */
function clockOf(step: number): void {
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => {
    now += step;
    return now;
  });
}

/** Jumps and steep places, whose heights a coarse look does not see. */
const rough = (a: Tensor): Tensor => {
  const x = Number(a.item());
  const spike = tensor(2 / (1 + ((x - 0.137) * 40) ** 2));
  return a
    .mul(9)
    .sin()
    .add(spike)
    .add(x > 1.3 ? 1.5 : 0);
};

async function picturesOn(step: number, scale: number): Promise<[unknown[], number]> {
  clockOf(step);
  const a = tensor(0.4, { requiresGrad: true });
  const factor = tensor(1);
  const of = (x: Tensor): Tensor => rough(x).mul(factor);
  render(() => <Plot of={of} leaf={a} />);
  let pictures = await rest();
  const seen = [path(), ticks()];
  // And after something else that the curve depends on has changed.
  factor.set(scale);
  await frame();
  pictures += await rest();
  seen.push(path(), ticks());
  cleanup();
  vi.restoreAllMocks();
  return [seen, pictures];
}

test.each([0.9, 1.4])(
  "quick or slow, the curve and its heights end the same (%f)",
  async (scale) => {
    const [quick, few] = await picturesOn(0, scale);
    const [slow, many] = await picturesOn(7, scale);
    expect(few).toBeLessThan(4);
    expect(many).toBeGreaterThan(20);
    expect(quick[0]).toMatch(/^M/);
    expect(quick[1]).not.toEqual([]);
    expect(slow).toEqual(quick);
  },
);
