// What a reader sees where a component was given something that it cannot use: one sentence in its
// place, and the rest of the page as ever.

import { render, screen } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { createSignal, type JSX } from "solid-js";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  BackwardControls,
  type BackwardSteps,
  chinese,
  DescentPlayer,
  GradientOrigins,
  GraphView,
  Heatmap,
  LossCurve,
  LossLandscape,
  LossReadout,
  ParameterSlider,
  type Place,
  Plot,
  ScrubbableNumber,
  StringsProvider,
  TensorSliders,
  TensorText,
  ValueTable,
} from "../../components";
import { createTensor, nn, type Tensor, tensor } from "../../src/index";

// jsdom has no canvas.
beforeEach(() => {
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
});
afterEach(() => vi.restoreAllMocks());

const leaf = (values: number | number[], name?: string): Tensor => {
  const made = tensor(values, { requiresGrad: true, dtype: "float64" });
  if (name !== undefined) made.name = name;
  return made;
};
const lossOf = (of: Tensor, name = "L"): Tensor => {
  const loss = of.pow(2).sum();
  loss.name = name;
  return loss;
};
/** What a program in plain JavaScript may pass. */
const any = <T,>(value: unknown): T => value as T;
const troubles = (): (string | undefined)[] =>
  [...document.querySelectorAll(".sa-trouble")].map((each) => each.textContent?.trim());
/** The one sentence that stands where `view` would; the rest of the page is there. */
function saidBy(view: () => JSX.Element): string | undefined {
  const { unmount } = render(() => (
    <>
      {view()}
      <p>the rest of the page</p>
    </>
  ));
  expect(screen.getByText("the rest of the page")).toBeDefined();
  expect(screen.queryByRole("slider")).toBeNull();
  const said = troubles();
  unmount();
  expect(said).toHaveLength(1);
  return said[0];
}

describe("a tensor that was computed is not written", () => {
  const [w, b] = [leaf([1, 2], "w"), leaf(1, "b")];
  const z = w.mul(2);
  const loss = lossOf(z);
  const why = "only a leaf can be written; this tensor was computed by mul.";
  const at = { at: [0], min: -3, max: 3 };

  test.each<[string, string, () => JSX.Element]>([
    ["ParameterSlider", "of", () => <ParameterSlider of={z} at={[0]} />],
    ["TensorSliders", "of", () => <TensorSliders of={z} />],
    ["ScrubbableNumber", "of", () => <ScrubbableNumber of={z} at={[0]} />],
    ["Plot", "leaf", () => <Plot of={loss} leaf={z} at={[0]} />],
    ["DescentPlayer", "leaves[1]", () => <DescentPlayer loss={loss} leaves={[w, z]} />],
    [
      "LossLandscape",
      "y.leaf",
      () => (
        <LossLandscape
          loss={loss}
          x={{ leaf: w, ...at }}
          y={{ leaf: z, at: [1], min: -3, max: 3 }}
        />
      ),
    ],
  ])("%s says so of %s, in the engine's words", (component, property, view) => {
    expect(saidBy(view)).toBe(`${component}: ${property}: ${why}`);
  });

  test("nor is one that needs no gradient: its graph stays whole", () => {
    const x = tensor([1, 2]);
    const twice = x.mul(2);
    expect(saidBy(() => <ParameterSlider of={twice} at={[0]} />)).toContain(why);
    render(() => <Heatmap of={twice} name="twice" editable />);
    expect(screen.getByRole("grid").getAttribute("aria-readonly")).toBe("true");
    x.set([5, 5]);
    expect(twice.tolist()).toEqual([10, 10]);
  });

  test("nor one that follows a function", () => {
    const driven = createTensor(() => [Number(b.item())]);
    expect(saidBy(() => <TensorSliders of={driven} />)).toBe(
      "TensorSliders: of: this tensor follows what its function reads; write that instead.",
    );
  });

  test("asking changes nothing of a leaf", () => {
    const before = w.tolist();
    render(() => <ParameterSlider of={w} at={[1]} />);
    expect(w.tolist()).toEqual(before);
    expect(troubles()).toEqual([]);
  });
});

describe("names", () => {
  test("are those of the element, so that two sliders differ", () => {
    const w = leaf([1, 2], "w");
    render(() => (
      <>
        <ParameterSlider of={w} at={[0]} />
        <ParameterSlider of={w} at={[1]} />
        <ScrubbableNumber of={w} at={[1]} />
      </>
    ));
    expect(screen.getByRole("slider", { name: "w[0]" })).toBeDefined();
    expect(screen.getByRole("slider", { name: "w[1]" })).toBeDefined();
    expect(screen.getByRole("spinbutton", { name: "w[1]" })).toBeDefined();
  });

  test("of a leaf without one are what GraphView shows", () => {
    const [plain, vector] = [leaf(1), leaf([1, 2])];
    render(() => (
      <>
        <ParameterSlider of={plain} />
        <ParameterSlider of={vector} at={[1]} />
        <TensorSliders of={tensor([1])} />
      </>
    ));
    const names = screen.getAllByRole("slider").map((each) => each.getAttribute("aria-label"));
    expect(names).toEqual(["leaf", "leaf[1]", "leaf[0]"]);
    expect(screen.getByRole("group", { name: "leaf" })).toBeDefined();
  });
});

describe("the place of an element", () => {
  const w = leaf([1, 2], "w");
  const loss = lossOf(w);
  const span = { min: -3, max: 3 };
  const map = (x: Partial<Place>, y: Partial<Place>) => () => (
    <LossLandscape
      loss={loss}
      x={any({ leaf: w, ...span, ...x })}
      y={any({ leaf: w, ...span, ...y })}
    />
  );

  test.each<[string, () => JSX.Element]>([
    [
      "ParameterSlider: at is missing: w has shape [2], so say which element, such as [0].",
      () => <ParameterSlider of={w} />,
    ],
    [
      "ParameterSlider: at: index 5 is out of bounds for dimension 0 with size 2 of w.",
      () => <ParameterSlider of={w} at={[5]} />,
    ],
    [
      "ScrubbableNumber: at: index -3 is out of bounds for dimension 0 with size 2 of w.",
      () => <ScrubbableNumber of={w} at={[-3]} />,
    ],
    [
      "Plot: at: index 9 is out of bounds for dimension 0 with size 2 of w.",
      () => <Plot of={loss} leaf={w} at={[9]} />,
    ],
    [
      "Plot: at is missing: w has shape [2], so say which element, such as [0].",
      () => <Plot of={loss} leaf={w} />,
    ],
    [
      "ParameterSlider: at needs one index for each dimension, and is [0, 1] where w has shape [2].",
      () => <ParameterSlider of={w} at={[0, 1]} />,
    ],
    [
      "ParameterSlider: at is to be a list of whole numbers such as [0, 1], and is 0.",
      () => <ParameterSlider of={w} at={any(0)} />,
    ],
    [
      "ParameterSlider: at is to be a list of whole numbers such as [0, 1], and is 0.5.",
      () => <ParameterSlider of={w} at={[0.5]} />,
    ],
    [
      "LossLandscape: x.at is missing: w has shape [2], so say which element, such as [0].",
      map({}, { at: [1] }),
    ],
    [
      "LossLandscape: x and y are both w[1]; a map needs two elements.",
      map({ at: [1] }, { at: [-1] }),
    ],
  ])("%s", (sentence, view) => {
    expect(saidBy(view)).toBe(sentence);
  });

  test("says of an index what the engine says", () => {
    const said = saidBy(() => <ParameterSlider of={w} at={[5]} />);
    expect(() => w.at(5)).toThrow("index 5 is out of bounds for dimension 0 with size 2");
    expect(said).toContain("index 5 is out of bounds for dimension 0 with size 2");
  });

  test("may be left out where there is one element, and count from the end", async () => {
    const user = userEvent.setup();
    const one = leaf([1], "one");
    render(() => (
      <>
        <ParameterSlider of={one} />
        <Plot of={loss} leaf={w} at={[-1]} />
      </>
    ));
    expect(troubles()).toEqual([]);
    screen.getByRole("slider", { name: /point on the curve/ }).focus();
    await user.keyboard("{Home}");
    expect(w.tolist()).toEqual([1, -3]);
    w.set([1, 2]);
  });

  test("is looked at again when it changes, and the component comes back by itself", () => {
    const [at, setAt] = createSignal([0]);
    render(() => <ParameterSlider of={w} at={at()} />);
    expect(screen.getByRole("slider", { name: "w[0]" })).toBeDefined();
    setAt([2]);
    expect(screen.queryByRole("slider")).toBeNull();
    expect(troubles()[0]).toContain("index 2 is out of bounds");
    setAt([1]);
    expect(screen.getByRole("slider", { name: "w[1]" })).toBeDefined();
    expect(troubles()).toEqual([]);
  });
});

test("a tensor made in the attribute itself is one tensor", async () => {
  const user = userEvent.setup();
  render(() => (
    <>
      <ParameterSlider of={tensor(1)} label="a" />
      <TensorSliders of={tensor([1])} name="b" />
      <ScrubbableNumber of={tensor(1)} label="c" />
    </>
  ));
  for (const name of ["a", "b[0]"]) {
    screen.getByRole("slider", { name }).focus();
    await user.keyboard("{End}");
    expect(screen.getByRole<HTMLInputElement>("slider", { name }).valueAsNumber).toBe(3);
  }
  screen.getByRole("spinbutton", { name: "c" }).focus();
  await user.keyboard("{ArrowUp}");
  expect(screen.getByRole("spinbutton", { name: "c" }).getAttribute("aria-valuetext")).toBe("1.01");
});

describe("what is of the wrong kind", () => {
  const w = leaf([1, 2], "w");
  const loss = lossOf(w);
  const two = w.mul(2);
  two.name = "L";
  const x: Place = { leaf: w, at: [0], min: -3, max: 3 };
  const y: Place = { leaf: w, at: [1], min: -3, max: 3 };
  const many = "is to be one number, and L has shape [2]. Take its sum or its mean.";

  test.each<[string, () => JSX.Element]>([
    [`LossReadout: of ${many}`, () => <LossReadout of={two} />],
    [`LossReadout: of ${many}`, () => <LossReadout of={() => two} />],
    [`LossCurve: of ${many}`, () => <LossCurve of={two} />],
    [`LossLandscape: loss ${many}`, () => <LossLandscape loss={two} x={x} y={y} />],
    [`DescentPlayer: loss ${many}`, () => <DescentPlayer loss={two} leaves={[w]} />],
    [`ParameterSlider: loss ${many}`, () => <ParameterSlider of={w} at={[0]} loss={two} />],
    [
      "DescentPlayer: leaves is to be a list of leaves such as [w, b], and is a tensor of shape [2].",
      () => <DescentPlayer loss={loss} leaves={any(w)} />,
    ],
    [
      "GradientOrigins: cell is to be a list of whole numbers such as [0, 1], and is 0.",
      () => <GradientOrigins loss={loss} leaf={w} cell={any(0)} />,
    ],
    ["ParameterSlider: of is to be a tensor, and is 3.", () => <ParameterSlider of={any(3)} />],
    [
      "ParameterSlider: of is to be a tensor, and is missing.",
      () => <ParameterSlider {...any<{ of: Tensor }>({})} />,
    ],
    [
      "Heatmap: of is to be a tensor, or a function that gives one, and is a list of 2.",
      () => <Heatmap of={any([1, 2])} />,
    ],
    [
      "TensorText: of is to be a tensor, or a function that gives one, and is 3.",
      () => <TensorText of={any(3)} />,
    ],
    [
      "ValueTable: of is to be a tensor, or a function that gives one, and is a function that gives 3.",
      () => <ValueTable of={any(() => 3)} />,
    ],
    ["GraphView: of is to be a tensor, and is 3.", () => <GraphView of={any(3)} />],
    [
      'Heatmap: map is to be one of auto, PuOr, PRGn, BrBG, RdBu, viridis, cividis, magma, greys, and is "jet".',
      () => <Heatmap of={w} map={any("jet")} />,
    ],
    [
      'LossLandscape: map is to be one of viridis, cividis, magma, greys, and is "jet".',
      () => <LossLandscape loss={loss} x={x} y={y} map={any("jet")} />,
    ],
    [
      "BackwardControls: steps is to be a pass from createBackwardSteps, and is missing.",
      () => <BackwardControls {...any<{ steps: BackwardSteps }>({})} />,
    ],
    [
      "LossLandscape: x.min is to be a finite number, and is missing.",
      () => <LossLandscape loss={loss} x={any({ leaf: w, at: [0], max: 3 })} y={y} />,
    ],
    [
      "LossLandscape: y.min is to be below y.max, and they are 3 and -3.",
      () => <LossLandscape loss={loss} x={x} y={{ ...y, min: 3, max: -3 }} />,
    ],
    [
      "LossLandscape: y is to be a place such as { leaf: w, at: [0], min: -3, max: 3 }, and is a tensor of shape [2].",
      () => <LossLandscape loss={loss} x={x} y={any(w)} />,
    ],
    [
      "LossLandscape: resolution is to be one of 16, 32, 64, 128, and is 50.",
      () => <LossLandscape loss={loss} x={x} y={y} resolution={any(50)} />,
    ],
    [
      'ParameterSlider: min is to be a number, and is "0".',
      () => <ParameterSlider of={w} at={[0]} min={any("0")} />,
    ],
    [
      "ParameterSlider: gradient is to have the shape of w, [2], and has [3].",
      () => <ParameterSlider of={w} at={[0]} gradient={tensor([1, 2, 3])} />,
    ],
    [
      "TensorSliders: gradient is to have the shape of w, [2], and has [3].",
      () => <TensorSliders of={w} gradient={() => tensor([1, 2, 3])} />,
    ],
  ])("%s", (sentence, view) => {
    expect(saidBy(view)).toBe(sentence);
  });

  test("is said in Chinese too", () => {
    const said = saidBy(() => (
      <StringsProvider strings={chinese}>
        <ParameterSlider of={any(3)} />
      </StringsProvider>
    ));
    expect(said).toBe("ParameterSlider：of 应为张量，现在是：3。");
  });

  test("a gradient that is yet to come is none", () => {
    render(() => <ParameterSlider of={w} at={[0]} gradient={() => w.grad} />);
    render(() => <Heatmap of={any(w.grad)} name="w.grad" />);
    expect(troubles()).toEqual([]);
    expect(screen.getByText("no gradient yet")).toBeDefined();
  });
});

describe("a leaf that the loss does not depend on", () => {
  const [w, b] = [leaf(1, "w"), leaf(2, "b")];
  const span = { min: -2, max: 2 };

  test("cannot be descended", () => {
    expect(saidBy(() => <DescentPlayer loss={lossOf(w)} leaves={[b]} />)).toBe(
      "DescentPlayer: L does not depend on b: no gradient arrives there, and steps would change nothing.",
    );
    // A value alone is no way for a gradient.
    expect(saidBy(() => <DescentPlayer loss={lossOf(w.detach())} leaves={[w]} />)).toContain(
      "no gradient arrives there",
    );
  });

  test("beside others that move is said to stay where it is", () => {
    render(() => <DescentPlayer loss={lossOf(w)} leaves={[w, b]} />);
    expect(troubles()).toEqual([]);
    expect(screen.getByText("Steps do not move b: no gradient of L arrives there.")).toBeDefined();
  });

  test("at present, where code decides, is a note that comes and goes", async () => {
    const chosen = leaf(-1, "chosen");
    const loss = createTensor(() => (Number(chosen.item()) > 0 ? w.add(b) : w.mul(2))).pow(2);
    loss.name = "L";
    render(() => <DescentPlayer loss={loss} leaves={[b]} />);
    const note = "Steps do not move b: no gradient of L arrives there.";
    expect(troubles()).toEqual([]);
    expect(screen.getByText(note)).toBeDefined();
    chosen.set(1);
    await vi.waitFor(() => expect(screen.queryByText(note)).toBeNull());
    chosen.set(-1);
    expect(await screen.findByText(note)).toBeDefined();
  });

  test("parameters that a model does not use are not in the way", () => {
    const [used, spare] = [new nn.Linear(1, 1), new nn.Linear(1, 1)];
    const leaves = [...used.parameters(), ...spare.parameters()];
    render(() => (
      <DescentPlayer
        loss={used
          .call(tensor([1]))
          .pow(2)
          .sum()}
        leaves={leaves}
      />
    ));
    expect(screen.getByRole("button", { name: "Play" })).toBeDefined();
  });

  test("has no landscape", () => {
    const said = saidBy(() => (
      <LossLandscape loss={lossOf(w)} x={{ leaf: w, ...span }} y={{ leaf: b, ...span }} />
    ));
    expect(said).toBe("LossLandscape: L does not depend on b.");
  });

  test("an element that makes no difference is told from the map", async () => {
    const v = leaf([1, 2], "v");
    const loss = v.at(0).pow(2);
    loss.name = "L";
    render(() => (
      <LossLandscape
        loss={loss}
        x={{ leaf: v, at: [0], ...span }}
        y={{ leaf: v, at: [1], ...span }}
        resolution={16}
      />
    ));
    expect(await screen.findByText("L does not change with v[1] here.")).toBeDefined();
    expect(screen.queryByText("L does not change with v[0] here.")).toBeNull();
  });
});

test("a sentence goes when a tensor that code makes comes to have the right shape", () => {
  const [whole, setWhole] = createSignal(false);
  const loss = createTensor(() => (whole() ? tensor(4) : tensor([1, 2])));
  render(() => <LossReadout of={loss} label="L" />);
  expect(screen.getByRole("status").textContent).toContain("[2]");
  setWhole(true);
  expect(screen.queryByRole("status")).toBeNull();
  expect(screen.getByRole("group", { name: "L" }).textContent).toContain("4.0000");
});
