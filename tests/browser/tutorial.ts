// The tutorial's network by hand, in plain JavaScript: what the page must show for what its sliders say.

import { numberIn } from "./support";

/** The leaves as the sliders say them, and the results as the page writes them. */
export interface Shown {
  leaves: Record<string, number>;
  loss: string;
  cells: Record<"w" | "b" | "z" | "w.grad" | "b.grad", string[]>;
}

/** Reads part 1; runs in the page. */
export function readNetwork(): Shown {
  const root = document.querySelector("#network");
  const leaves: Record<string, number> = {};
  for (const slider of root?.querySelectorAll("input[type=range]") ?? []) {
    leaves[slider.getAttribute("aria-label") ?? ""] = Number(slider.getAttribute("aria-valuetext"));
  }
  const texts = (name: string) =>
    [...(root?.querySelectorAll(`figure[aria-label="${name}"] td`) ?? [])].map(
      (cell) => cell.textContent ?? "",
    );
  return {
    leaves,
    loss: root?.querySelector(".result [part=loss-number]")?.textContent ?? "",
    cells: {
      w: texts("w"),
      b: texts("b"),
      z: texts("z"),
      "w.grad": texts("w.grad"),
      "b.grad": texts("b.grad"),
    },
  };
}

export interface Results {
  loss: number;
  w: number[];
  b: number[];
  z: number[];
  "w.grad": number[];
  "b.grad": number[];
}

const five = [0, 1, 2, 3, 4];
const three = [0, 1, 2];

/** What the leaves make: z = x·w + b, the mean loss over the logits, and its gradients. */
export function compute(leaves: Record<string, number>): Results {
  const leaf = (name: string): number => {
    const value = leaves[name];
    if (value === undefined) throw new Error(`The page has no slider ${name}.`);
    return value;
  };
  const x = five.map((i) => leaf(`x[${i}]`));
  const y = three.map((j) => leaf(`y[${j}]`));
  const b = three.map((j) => leaf(`b[${j}]`));
  const w = five.map((i) => three.map((j) => leaf(`w[${i}, ${j}]`)));
  const z = three.map((j) =>
    five.reduce((sum, i) => sum + (x[i] ?? 0) * (w[i]?.[j] ?? 0), b[j] ?? 0),
  );
  const losses = z.map(
    (logit, j) => Math.max(logit, 0) - logit * (y[j] ?? 0) + Math.log1p(Math.exp(-Math.abs(logit))),
  );
  const slope = z.map((logit, j) => (1 / (1 + Math.exp(-logit)) - (y[j] ?? 0)) / 3);
  return {
    loss: losses.reduce((sum, each) => sum + each, 0) / 3,
    w: w.flat(),
    b,
    z,
    "w.grad": x.flatMap((input) => slope.map((each) => input * each)),
    "b.grad": slope,
  };
}

/** Half a unit of the last digit that `text` shows, and float32's own rounding. */
function tolerance(text: string): number {
  const [mantissa = "", exponent = "0"] = text.replaceAll("−", "-").toLowerCase().split("e");
  const digits = mantissa.split(".")[1]?.length ?? 0;
  return 0.5 * 10 ** (Number(exponent) - digits) + 2e-6 * Math.max(1, Math.abs(numberIn(text)));
}

const near = (text: string, value: number): boolean =>
  text.trim() !== "" && Math.abs(numberIn(text) - value) <= tolerance(text);

/** Every number of `shown` that is not what its own leaves make, in words; empty when all are right. */
export function wrongIn(shown: Shown): string[] {
  const expected = compute(shown.leaves);
  const wrong = near(shown.loss, expected.loss) ? [] : [`loss ${shown.loss}, not ${expected.loss}`];
  for (const name of ["w", "b", "z", "w.grad", "b.grad"] as const) {
    const texts = shown.cells[name];
    if (texts.length !== expected[name].length) {
      wrong.push(`${name} has ${texts.length} cells, not ${expected[name].length}`);
    }
    texts.forEach((text, i) => {
      const value = expected[name][i] ?? Number.NaN;
      if (!near(text, value)) wrong.push(`${name} cell ${i} is ${text}, not ${value}`);
    });
  }
  return wrong;
}
