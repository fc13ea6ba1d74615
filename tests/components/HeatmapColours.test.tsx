// Colours for numbers: the maps, the scales, and when a heatmap takes which.

import { render, screen } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { describe, expect, test } from "vitest";
import { Heatmap } from "../../components";
import {
  divergingMaps,
  luminance,
  makeColourScale,
  palette,
  sequentialMaps,
  stepOf,
} from "../../components/colours";
import { tensor } from "../../src/index";

const schemes = ["light", "dark"] as const;

describe("the colour maps", () => {
  test.each(divergingMaps)("%s is neutral at zero, and differs from it to either side", (name) => {
    for (const scheme of schemes) {
      const table = palette(name).table[scheme];
      const [r, g, b] = table[128] ?? [0, 0, 0];
      expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(16);
      const light = table.map(luminance);
      const [low = 0, zero = 0, high = 0] = [light[0], light[128], light[256]];
      expect(Math.sign(low - zero)).toBe(Math.sign(high - zero));
      expect(Math.abs(low - zero)).toBeGreaterThan(0.2);
      expect(Math.abs(high - zero)).toBeGreaterThan(0.2);
    }
  });

  test.each(sequentialMaps)("%s goes one way in lightness, from near the page's colour", (name) => {
    for (const scheme of schemes) {
      const light = palette(name).table[scheme].map(luminance);
      const way = scheme === "light" ? -1 : 1;
      // Sampled, since colours are whole numbers; the dark end may first dip by a hair.
      const samples = [0, 32, 64, 96, 128, 160, 192, 224, 256].map((i) => light[i] as number);
      for (let i = 1; i < samples.length; i++) {
        expect(way * ((samples[i] as number) - (samples[i - 1] as number))).toBeGreaterThan(-0.015);
      }
      expect(way * ((light[256] as number) - (light[0] as number))).toBeGreaterThan(0.5);
    }
  });

  test.each([...divergingMaps, ...sequentialMaps])(
    "%s carries text at 4.5 to 1 anywhere",
    (name) => {
      const luminances = (colours: string): number[] =>
        [...colours.matchAll(/rgb\((\d+) (\d+) (\d+)\)/g)].map((m) =>
          luminance([Number(m[1]), Number(m[2]), Number(m[3])]),
        );
      const { grounds, inks } = palette(name);
      expect(grounds).toHaveLength(257);
      grounds.forEach((colours, step) => {
        const ink = luminances(inks[step] ?? "");
        const ground = luminances(colours);
        expect([ink.length, ground.length]).toEqual([2, 2]);
        ground.forEach((one, side) => {
          const other = ink[side] ?? 0;
          expect(
            (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05),
          ).toBeGreaterThanOrEqual(4.5);
        });
      });
    },
  );

  test("the pixels of a map are its colours, opaque", () => {
    const { table, words } = palette("PRGn");
    const bytes = new Uint8Array(words.dark.buffer);
    expect([...bytes.slice(4 * 200, 4 * 201)]).toEqual([...(table.dark[200] ?? []), 255]);
  });
});

describe("a colour scale", () => {
  const steps = (name: "PuOr" | "viridis", low: number, high: number, values: number[]) => {
    const scale = makeColourScale(palette(name), low, high);
    return values.map((value) => stepOf(scale, value));
  };

  test("has zero in the middle of a diverging map, and holds what is beyond at the ends", () => {
    expect(steps("PuOr", -2, 2, [-9, -2, -1, 0, 1, 2, 9])).toEqual([0, 0, 64, 128, 192, 256, 256]);
  });

  test("keeps equal strength for equal magnitude when its ends differ", () => {
    // The longer side reaches the end of the map; the other stops on its way.
    expect(steps("PuOr", -1, 4, [-4, -1, 0, 1, 4])).toEqual([96, 96, 128, 160, 256]);
  });

  test("uses one half of a diverging map on one side of zero", () => {
    expect(steps("PuOr", 0, 4, [-1, 0, 2, 4])).toEqual([128, 128, 192, 256]);
    expect(steps("PuOr", -4, 0, [-4, -2, 0, 1])).toEqual([0, 64, 128, 128]);
    expect(steps("PuOr", 10, 20, [10, 15, 20])).toEqual([128, 192, 256]);
  });

  test("runs a sequential map from the end nearer to zero", () => {
    expect(steps("viridis", 0, 4, [0, 1, 4])).toEqual([0, 64, 256]);
    expect(steps("viridis", -4, 0, [-4, -1, 0])).toEqual([256, 64, 0]);
    expect(steps("viridis", -4, 4, [-4, 0, 4])).toEqual([0, 128, 256]);
  });
});

describe("a heatmap's scale", () => {
  const ticks = () =>
    [...document.querySelectorAll(".sa-legend__ticks > span")].map((tick) => tick.textContent);

  test("has one side for one sign, takes the other when it is needed, and then keeps both", () => {
    const w = tensor([0.5, 2.2]);
    render(() => <Heatmap of={w} name="w" />);
    expect(ticks()).toEqual(["0", "3"]);
    w.setAt(0, -0.1);
    expect(ticks()).toEqual(["−3", "0", "3"]);
    // To and fro across zero in a drag: nothing flips back.
    w.setAt(0, 0.1);
    expect(ticks()).toEqual(["−3", "0", "3"]);
  });

  test("of negative numbers alone ends at zero", () => {
    render(() => <Heatmap of={tensor([-0.5, -4])} name="w" />);
    expect(ticks()).toEqual(["−5", "0"]);
  });

  test("forgets what another tensor needed", () => {
    const [which, choose] = createSignal(tensor([-100, 5]));
    render(() => <Heatmap of={which} name="w" />);
    expect(ticks()).toEqual(["−100", "0", "100"]);
    choose(tensor([1, 2]));
    expect(ticks()).toEqual(["0", "2"]);
  });

  test("grows at once, and shrinks only when it is ten times too large", () => {
    const w = tensor([-1, 1]);
    render(() => <Heatmap of={w} name="w" />);
    w.set([-1, 4]);
    expect(ticks()).toEqual(["−5", "0", "5"]);
    w.set([-1, 0.6]);
    expect(ticks()).toEqual(["−5", "0", "5"]);
    w.set([-0.05, 0.2]);
    expect(ticks()).toEqual(["−0.2", "0", "0.2"]);
  });

  test("may be symmetric, fixed, or given by its end", () => {
    const [domain, setDomain] = createSignal<"symmetric" | readonly [number, number]>("symmetric");
    const values = tensor([0.5, 2]);
    render(() => <Heatmap of={values} name="w" domain={domain()} />);
    expect(ticks()).toEqual(["−2", "0", "2"]);
    setDomain([-1, 4]);
    expect(ticks()).toEqual(["−1", "0", "4"]);
  });

  test("marks at its ends what lies beyond", () => {
    const w = tensor([-3, 0, 0.25]);
    render(() => <Heatmap of={w} name="w" domain={[-1, 0.5]} />);
    expect(ticks()).toEqual(["≤ −1", "0", "0.5"]);
    const bar = document.querySelector(".sa-legend__bar");
    expect([bar?.hasAttribute("data-below"), bar?.hasAttribute("data-above")]).toEqual([
      true,
      false,
    ]);
    w.set([0, 0, 7]);
    expect(ticks()).toEqual(["−1", "0", "≥ 0.5"]);
  });

  test("takes the colours of the map that is named", () => {
    const [map, setMap] = createSignal<"viridis" | "PRGn">("viridis");
    render(() => <Heatmap of={tensor([0, 2])} name="w" map={map()} />);
    const grounds = () =>
      screen.getAllByRole("gridcell").map((cell) => cell.style.getPropertyValue("--_ground"));
    expect(grounds()).toEqual([palette("viridis").grounds[0], palette("viridis").grounds[256]]);
    // A diverging map that was asked for has both sides, whatever the signs.
    setMap("PRGn");
    expect(grounds()).toEqual([palette("PRGn").grounds[128], palette("PRGn").grounds[256]]);
    expect(ticks()).toEqual(["−2", "0", "2"]);
  });
});
